import type { OptimizerFields } from '../../../../tfjs/optimizerFields.js';
import type { Variable } from '../../../../tfjs/tfjs.js';
import type { Ref } from '../../tensorflow/graphBuilder.js';
import type { SessionVariable } from '../sessionVariables.js';
import {
  asItIs,
  averageScale,
  type FusedOptimizer,
  handles,
  multiplied,
  present,
  scaled,
  slotsOf,
} from './fusedOptimizer.js';

export function adam(fields: OptimizerFields): FusedOptimizer {
  const slots = slotsOf(fields, 'accumulatedFirstMoment', 'accumulatedSecondMoment');
  const [first, second] = [averageScale(fields.beta1 ?? 0), averageScale(fields.beta2 ?? 0)];
  return {
    learningRate: () => fields.learningRate,
    constants: () => `${fields.beta1} ${fields.beta2} ${fields.epsilon}`,
    slots,
    storage: [
      { scale: first, offset: 0 },
      { scale: second, offset: 0 },
    ],
    own: () => present(fields.accBeta1, fields.accBeta2),
    begin: ({ graph, variables, learningRate }) => {
      const T = graph.type('T', graph.binding.TF_FLOAT);
      const [power1, power2] = [fields.accBeta1, fields.accBeta2].map((each) => variables.of(each as Variable)) as [
        SessionVariable,
        SessionVariable,
      ];
      // Adam as TensorFlow has it adds epsilon before the second moment is corrected; tfjs, as the paper, after it.
      const correction = graph.op('Sqrt', [graph.op('Sub', [graph.float(1), power2.read], [T])], [T]);
      const epsilon = scaled(graph, correction, (fields.epsilon ?? 0) * Math.sqrt(second));
      const rate = scaled(graph, learningRate, Math.sqrt(second) / first);
      const [beta1, beta2] = [graph.float(fields.beta1 ?? 0), graph.float(fields.beta2 ?? 0)];
      return (index, { handle }, gradient) => {
        const [m, v] = handles(variables, slots(index));
        const inputs = [handle, m, v as Ref, power1.read, power2.read, rate, beta1, beta2, epsilon, gradient];
        return graph.op('ResourceApplyAdam', inputs, [T]);
      };
    },
    end: (context, after) => [
      multiplied(context, fields.accBeta1, fields.beta1, after),
      multiplied(context, fields.accBeta2, fields.beta2, after),
    ],
  };
}

export function adamax(fields: OptimizerFields): FusedOptimizer {
  const slots = slotsOf(fields, 'accumulatedFirstMoment', 'accumulatedWeightedInfNorm');
  const first = averageScale(fields.beta1 ?? 0);
  return {
    learningRate: () => fields.learningRate,
    constants: () => `${fields.beta1} ${fields.beta2} ${fields.epsilon} ${fields.decay}`,
    slots,
    storage: [{ scale: first, offset: 0 }, asItIs],
    own: () => present(fields.accBeta1, fields.iteration),
    begin: ({ graph, variables, learningRate }) => {
      const T = graph.type('T', graph.binding.TF_FLOAT);
      const power = variables.of(fields.accBeta1 as Variable);
      const iteration = variables.of(fields.iteration as Variable);
      const decayed = graph.op('Mul', [iteration.read, graph.float(fields.decay ?? 0)], [T]);
      const own = scaled(graph, learningRate, 1 / first);
      const rate = graph.op('RealDiv', [own, graph.op('AddV2', [decayed, graph.float(1)], [T])], [T]);
      const constants = [fields.beta1, fields.beta2, fields.epsilon].map((value) => graph.float(value ?? 0));
      return (index, { handle }, gradient) => {
        const [m, v] = handles(variables, slots(index));
        return graph.op('ResourceApplyAdaMax', [handle, m, v as Ref, power.read, rate, ...constants, gradient], [T]);
      };
    },
    end: (context, after) => {
      const { graph, variables, learningRate } = context;
      const { TF_FLOAT } = graph.binding;
      const iteration = variables.of(fields.iteration as Variable);
      const next = graph.op('AddV2', [iteration.read, graph.float(1)], [graph.type('T', TF_FLOAT)]);
      return [
        multiplied(context, fields.accBeta1, fields.beta1, after),
        graph.op(
          'AssignVariableOp',
          [iteration.handle, next, `^${learningRate}`, ...after.map((ref) => `^${ref}`)],
          [graph.type('dtype', TF_FLOAT)],
        ),
      ];
    },
  };
}
