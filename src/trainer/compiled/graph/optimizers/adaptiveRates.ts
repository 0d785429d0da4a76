import type { OptimizerFields } from '../../../../tfjs/optimizerFields.js';
import type { Ref } from '../../tensorflow/graphBuilder.js';
import type { SessionVariable } from '../sessionVariables.js';
import { asItIs, averageScale, type FusedOptimizer, handles, nothing, scaled, slotsOf } from './fusedOptimizer.js';

export function adagrad(fields: OptimizerFields, epsilon: number): FusedOptimizer {
  const slots = slotsOf(fields, 'accumulatedGrads');
  return {
    learningRate: () => fields.learningRate,
    constants: () => '',
    slots,
    storage: [{ scale: 1, offset: epsilon }],
    own: nothing,
    // TensorFlow divides by the accumulator's root, tfjs by that of accumulator + epsilon: the graph's accumulator has it added.
    begin:
      ({ graph, variables, learningRate }) =>
      (index, { handle }, gradient) => {
        const [accumulator] = handles(variables, slots(index));
        const T = graph.type('T', graph.binding.TF_FLOAT);
        return graph.op('ResourceApplyAdagrad', [handle, accumulator, learningRate, gradient], [T]);
      },
    end: nothing,
  };
}

/** tfjs scales by the accumulated gradients as they were before the step, TensorFlow as they are after it, so this is not its fused operation. */
export function adadelta(fields: OptimizerFields): FusedOptimizer {
  const slots = slotsOf(fields, 'accumulatedGrads', 'accumulatedUpdates');
  return {
    learningRate: () => fields.learningRate,
    constants: () => `${fields.rho} ${fields.epsilon}`,
    slots,
    storage: [],
    own: nothing,
    begin: ({ graph, variables, learningRate }) => {
      const [rho, rest] = [graph.float(fields.rho ?? 0), graph.float(1 - (fields.rho ?? 0))];
      const epsilon = graph.float(fields.epsilon ?? 0);
      const T = graph.type('T', graph.binding.TF_FLOAT);
      const op = (name: string, ...inputs: Ref[]) => graph.op(name, inputs, [T]);
      const average = (old: Ref, value: Ref) => op('AddV2', op('Mul', old, rho), op('Mul', op('Square', value), rest));
      const assign = (to: SessionVariable, value: Ref) =>
        graph.op(
          'AssignVariableOp',
          [to.handle, value, `^${to.whole}`, `^${learningRate}`],
          [graph.type('dtype', graph.binding.TF_FLOAT)],
        );
      return (index, variable, gradient) => {
        const [gradients, updates] = (slots(index) ?? []).map((slot) => variables.of(slot)) as [
          SessionVariable,
          SessionVariable,
        ];
        const root = (value: Ref) => op('Sqrt', op('AddV2', value, epsilon));
        const update = op('Mul', op('RealDiv', root(updates.whole), root(gradients.whole)), gradient);
        // All values are computed before any is assigned, and the assignment of the last waits for the others.
        const kept = [
          assign(gradients, average(gradients.whole, gradient)),
          assign(updates, average(updates.whole, update)),
        ];
        const value = op('Sub', variable.whole, op('Mul', update, learningRate));
        return graph.op(
          'AssignVariableOp',
          [variable.handle, value, `^${variable.whole}`, ...kept.map((ref) => `^${ref}`)],
          [graph.type('dtype', graph.binding.TF_FLOAT)],
        );
      };
    },
    end: nothing,
  };
}

export function rmsProp(fields: OptimizerFields): FusedOptimizer {
  const centered = fields.centered === true;
  const lists = ['accumulatedMeanSquares', 'accumulatedMoments'] as const;
  const average = centered ? 1 : averageScale(fields.decay ?? 0);
  const slots = centered ? slotsOf(fields, ...lists, 'accumulatedMeanGrads') : slotsOf(fields, ...lists);
  return {
    learningRate: () => fields.learningRate,
    constants: () => `${fields.decay} ${fields.momentum} ${fields.epsilon} ${centered}`,
    slots,
    // Centered, two averages meet in one root, and no factor takes both out of it.
    storage: centered ? [] : [{ scale: average, offset: 0 }, asItIs],
    own: nothing,
    begin: ({ graph, variables, learningRate }) => {
      const T = graph.type('T', graph.binding.TF_FLOAT);
      const epsilon = fields.epsilon ?? 0;
      // Where it centers, tfjs subtracts epsilon.
      const rate = scaled(graph, learningRate, Math.sqrt(average));
      const constants = [fields.decay ?? 0, fields.momentum ?? 0, centered ? -epsilon : epsilon * average].map(
        (value) => graph.float(value),
      );
      return (index, { handle }, gradient) => {
        const [meanSquare, moment, meanGradient] = handles(variables, slots(index));
        const own = centered ? [meanGradient as Ref, meanSquare, moment as Ref] : [meanSquare, moment as Ref];
        const op = centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp';
        return graph.op(op, [handle, ...own, rate, ...constants, gradient], [T]);
      };
    },
    end: nothing,
  };
}
