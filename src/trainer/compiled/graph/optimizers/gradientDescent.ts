import type { OptimizerFields } from '../../../../tfjs/optimizerFields.js';
import { type FusedOptimizer, handles, nothing, slotsOf } from './fusedOptimizer.js';

/** tfjs's SGD and momentum go by the tensor `c`, minus the learning rate, and not by the number. */
function rateOfTensor(fields: OptimizerFields): number {
  return -((fields.c?.dataSync()[0] as number | undefined) ?? Number.NaN);
}

export function gradientDescent(fields: OptimizerFields): FusedOptimizer {
  return {
    learningRate: () => rateOfTensor(fields),
    constants: () => '',
    slots: nothing,
    storage: [],
    own: nothing,
    begin:
      ({ graph, learningRate }) =>
      (_index, { handle }, gradient) =>
        graph.op(
          'ResourceApplyGradientDescent',
          [handle, learningRate, gradient],
          [graph.type('T', graph.binding.TF_FLOAT)],
        ),
    end: nothing,
  };
}

export function momentum(fields: OptimizerFields): FusedOptimizer {
  const slots = slotsOf(fields, 'accumulations');
  const factor = () => fields.m?.dataSync()[0] ?? Number.NaN;
  return {
    learningRate: () => rateOfTensor(fields),
    constants: () => `${factor()} ${fields.useNesterov}`,
    slots,
    storage: [],
    own: nothing,
    begin: ({ graph, variables, learningRate }) => {
      const m = graph.float(factor());
      const attributes = [
        graph.type('T', graph.binding.TF_FLOAT),
        graph.bool('use_nesterov', fields.useNesterov === true),
      ];
      return (index, { handle }, gradient) => {
        const [accumulation] = handles(variables, slots(index));
        return graph.op('ResourceApplyMomentum', [handle, accumulation, learningRate, gradient, m], attributes);
      };
    },
    end: nothing,
  };
}
