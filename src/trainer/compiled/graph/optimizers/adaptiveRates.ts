import type { Ref } from '../../tensorflow/graphBuilder.js';
import type { SessionVariable } from '../sessionVariables.js';
import { type Fields, type FusedOptimizer, handles, nothing, slotsOf } from './fusedOptimizer.js';

export function adagrad(fields: Fields, epsilon: number): FusedOptimizer {
  const slots = slotsOf(fields, 'accumulatedGrads');
  return {
    learningRate: () => fields.learningRate,
    constants: () => '',
    slots,
    own: nothing,
    // TensorFlow divides by the accumulator's root, tfjs by that of accumulator + epsilon: the graph's accumulator has it added.
    begin:
      ({ graph, variables, learningRate }) =>
      (index, { handle }, gradient) => {
        const [accumulator] = (slots(index) ?? []).map((slot) => variables.of(slot, epsilon).handle) as [Ref];
        const T = graph.type('T', graph.binding.TF_FLOAT);
        return graph.op('ResourceApplyAdagrad', [handle, accumulator, learningRate, gradient], [T]);
      },
    end: nothing,
  };
}

/** tfjs scales by the accumulated gradients as they were before the step, TensorFlow as they are after it, so this is not its fused operation. */
export function adadelta(fields: Fields): FusedOptimizer {
  const slots = slotsOf(fields, 'accumulatedGrads', 'accumulatedUpdates');
  return {
    learningRate: () => fields.learningRate,
    constants: () => `${fields.rho} ${fields.epsilon}`,
    slots,
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
          [to.handle, value, `^${to.read}`, `^${learningRate}`],
          [graph.type('dtype', graph.binding.TF_FLOAT)],
        );
      return (index, variable, gradient) => {
        const [gradients, updates] = (slots(index) ?? []).map((slot) => variables.of(slot)) as [
          SessionVariable,
          SessionVariable,
        ];
        const root = (value: Ref) => op('Sqrt', op('AddV2', value, epsilon));
        const update = op('Mul', op('RealDiv', root(updates.read), root(gradients.read)), gradient);
        // All values are computed before any is assigned, and the assignment of the last waits for the others.
        const kept = [
          assign(gradients, average(gradients.read, gradient)),
          assign(updates, average(updates.read, update)),
        ];
        const value = op('Sub', variable.read, op('Mul', update, learningRate));
        return graph.op(
          'AssignVariableOp',
          [variable.handle, value, `^${variable.read}`, ...kept.map((ref) => `^${ref}`)],
          [graph.type('dtype', graph.binding.TF_FLOAT)],
        );
      };
    },
    end: nothing,
  };
}

export function rmsProp(fields: Fields): FusedOptimizer {
  const centered = fields.centered === true;
  const lists = ['accumulatedMeanSquares', 'accumulatedMoments'] as const;
  const slots = centered ? slotsOf(fields, ...lists, 'accumulatedMeanGrads') : slotsOf(fields, ...lists);
  return {
    learningRate: () => fields.learningRate,
    constants: () => `${fields.decay} ${fields.momentum} ${fields.epsilon} ${centered}`,
    slots,
    own: nothing,
    begin: ({ graph, variables, learningRate }) => {
      const T = graph.type('T', graph.binding.TF_FLOAT);
      const epsilon = fields.epsilon ?? 0;
      // Where it centres, tfjs subtracts epsilon.
      const constants = [fields.decay ?? 0, fields.momentum ?? 0, centered ? -epsilon : epsilon].map((value) =>
        graph.float(value),
      );
      return (index, { handle }, gradient) => {
        const [meanSquare, moment, meanGradient] = handles(variables, slots(index));
        const own = centered ? [meanGradient as Ref, meanSquare, moment as Ref] : [meanSquare, moment as Ref];
        const op = centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp';
        return graph.op(op, [handle, ...own, learningRate, ...constants, gradient], [T]);
      };
    },
    end: nothing,
  };
}
