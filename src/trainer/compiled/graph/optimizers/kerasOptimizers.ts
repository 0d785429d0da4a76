import type { FusedKerasUpdate } from '../../../../keras/optimizers/kerasOptimizer.js';
import type { FusedUpdate } from '../../../../keras/optimizers/updateRule.js';
import type { Variable } from '../../../../tfjs/tfjs.js';
import type { Ref } from '../../tensorflow/graphBuilder.js';
import type { SessionVariable, Storage } from '../sessionVariables.js';
import { asItIs, averageScale, type FusedOptimizer, handles, nothing, type UpdateContext } from './fusedOptimizer.js';

interface Node {
  readonly storage: readonly Storage[];
  /** What the rate is multiplied with, for how slots are kept. */
  readonly factor: number;
  begin(context: UpdateContext, slots: (index: number) => readonly Variable[]): ReturnType<FusedOptimizer['begin']>;
}

/**
 * An optimizer of Keras as TensorFlow's own operations, which Keras trains with too. All that depends on the number of the step is in the
 * rate that is fed, so that the powers of beta are 0 here.
 * @param trained the variables that it updates, in its order
 */
export function kerasOptimizer(update: FusedKerasUpdate, trained: readonly Variable[]): FusedOptimizer {
  const { storage, factor, begin } = nodeOf(update.fused);
  const slots = (index: number) => update.slotsOf(trained[index]?.name ?? '');
  return {
    learningRate: () => update.nextRate() * factor,
    lastLearningRate: () => update.lastRate() * factor,
    constants: () => '',
    slots,
    storage,
    own: nothing,
    begin: (context) => begin(context, (index) => slots(index) ?? []),
    end: nothing,
  };
}

function nodeOf(fused: FusedUpdate): Node {
  switch (fused.kind) {
    case 'sgd':
      return plain('ResourceApplyGradientDescent');
    case 'momentum':
      return plain('ResourceApplyKerasMomentum', ({ graph }) => [graph.float(fused.momentum)], fused.nesterov);
    case 'rmsprop':
      return rmsprop(fused.rho, fused.epsilon);
    case 'adam': {
      const [first, second] = [averageScale(fused.beta1), averageScale(fused.beta2)];
      const epsilon = fused.epsilon * Math.sqrt(second);
      return {
        storage: [
          { scale: first, offset: 0 },
          { scale: second, offset: 0 },
        ],
        factor: Math.sqrt(second) / first,
        begin: ({ graph, variables, learningRate }, slots) => {
          const T = graph.type('T', graph.binding.TF_FLOAT);
          const none = graph.float(0);
          const constants = [fused.beta1, fused.beta2, epsilon].map((value) => graph.float(value));
          return (index, { handle }, gradient) => {
            const own = [handle, ...handles(variables, slots(index)), none, none];
            return graph.op('ResourceApplyAdam', [...own, learningRate, ...constants, gradient], [T]);
          };
        },
      };
    }
    case 'adamax': {
      const first = averageScale(fused.beta1);
      return {
        storage: [{ scale: first, offset: 0 }, asItIs],
        factor: 1 / first,
        begin: ({ graph, variables, learningRate }, slots) => {
          const T = graph.type('T', graph.binding.TF_FLOAT);
          const none = graph.float(0);
          const constants = [fused.beta1, fused.beta2, fused.epsilon].map((value) => graph.float(value));
          return (index, { handle }, gradient) => {
            const own = [handle, ...handles(variables, slots(index)), none];
            return graph.op('ResourceApplyAdaMax', [...own, learningRate, ...constants, gradient], [T]);
          };
        },
      };
    }
  }
}

/** @param rest constants after the gradient */
function plain(op: string, rest: (context: UpdateContext) => Ref[] = () => [], nesterov: boolean | null = null): Node {
  return {
    storage: [],
    factor: 1,
    begin: (context, slots) => {
      const { graph, variables, learningRate } = context;
      const T = graph.type('T', graph.binding.TF_FLOAT);
      const constants = rest(context);
      const attributes = nesterov === null ? [T] : [T, graph.bool('use_nesterov', nesterov)];
      return (index, { handle }, gradient) => {
        const own = [handle, ...slots(index).map((slot) => variables.of(slot).handle)];
        return graph.op(op, [...own, learningRate, gradient, ...constants], attributes);
      };
    },
  };
}

/** TensorFlow's own operation wants a slot for a momentum, which Keras does not keep where there is none. */
function rmsprop(rho: number, epsilon: number): Node {
  return {
    storage: [],
    factor: 1,
    begin: ({ graph, variables, learningRate }, slots) => {
      const { TF_FLOAT } = graph.binding;
      const T = graph.type('T', TF_FLOAT);
      const op = (name: string, ...inputs: Ref[]) => graph.op(name, inputs, [T]);
      const [kept, rest, small] = [rho, 1 - rho, epsilon].map((value) => graph.float(value)) as [Ref, Ref, Ref];
      const assign = (to: SessionVariable, value: Ref, after: readonly Ref[]) =>
        graph.op(
          'AssignVariableOp',
          [to.handle, value, `^${to.whole}`, `^${learningRate}`, ...after.map((ref) => `^${ref}`)],
          [graph.type('dtype', TF_FLOAT)],
        );
      return (index, variable, gradient) => {
        const [slot] = slots(index);
        const average = variables.of(slot as Variable);
        const squares = op('AddV2', op('Mul', average.whole, kept), op('Mul', op('Square', gradient), rest));
        const move = op('RealDiv', op('Mul', gradient, learningRate), op('Sqrt', op('AddV2', squares, small)));
        return assign(variable, op('Sub', variable.whole, move), [assign(average, squares, [])]);
      };
    },
  };
}
