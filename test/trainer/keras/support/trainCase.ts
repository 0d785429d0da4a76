import {
  innerModel,
  type Layer,
  type Sequential,
  type Tensor,
  type Tfjs,
  type Variable,
} from '../../../../src/tfjs/tfjs.js';
import { makeKerasModel } from '../../../unit/keras/support/makeKerasModel.js';
import type { KerasCase, Numbers } from './fixtures.js';

/** What tfjs computes for a fixture, in the fixture's order. */
export interface Computed {
  readonly output: Numbers;
  readonly gradients: Numbers[];
  readonly losses: Numbers;
  readonly trained: Numbers[][];
}

const STEPS = 10;

export async function trainCase(tf: Tfjs, { declaration, x, y, weights, training }: KerasCase): Promise<Computed> {
  const { model } = makeKerasModel(declaration, { tf, assign: () => {} });
  setWeights(tf, model, weights);
  const [input, target] = [tf.tensor(x.values, x.shape), tf.tensor(y.values, y.shape)];
  const output = numbers(model.predict(input, { batchSize: x.shape[0] ?? 1 }) as Tensor);
  resetStates(model);
  const gradients: Numbers[] = [];
  const losses: number[] = [];
  if (training) {
    watchFirstGradients(model, gradients);
    for (let step = 0; step < STEPS; step++) losses.push((await model.trainOnBatch(input, target)) as number);
  }
  const trained = layersWithWeights(model).map((layer) => layer.getWeights().map(numbers));
  tf.dispose([input, target]);
  model.dispose();
  return { output, gradients, losses: { shape: [losses.length], values: Float32Array.from(losses) }, trained };
}

function layersWithWeights(model: Sequential): Layer[] {
  return model.layers.filter((layer) => layer.weights.length > 0);
}

export function setWeights(tf: Tfjs, model: Sequential, weights: readonly Numbers[][]): void {
  layersWithWeights(model).forEach((layer, i) => {
    const tensors = (weights[i] ?? []).map(({ values, shape }) => tf.tensor(values, shape));
    // Not setWeights, which applies constraints to what it sets.
    layer.weights.forEach((weight, j) => {
      (weight.read() as Variable).assign(tensors[j] as Tensor);
    });
    tf.dispose(tensors);
  });
}

/** Keras's gradients come with the weights' own order, tfjs's in any. */
function watchFirstGradients(model: Sequential, gradients: Numbers[]): void {
  const inner = innerModel(model);
  const optimizer = inner?.optimizer_;
  if (!inner || !optimizer) throw new Error('The model is not compiled');
  const apply = optimizer.applyGradients.bind(optimizer);
  optimizer.applyGradients = (given) => {
    const list = given as { name: string; tensor: Tensor }[];
    if (gradients.length === 0) {
      for (const weight of inner.collectedTrainableWeights) {
        const found = list.find(({ name }) => name === (weight.read() as Tensor & { name: string }).name);
        if (found) gradients.push(numbers(found.tensor));
      }
    }
    apply(given as never);
  };
}

function resetStates(model: Sequential): void {
  for (const layer of model.layers) {
    const { stateful, resetStates: reset } = layer as unknown as { stateful?: boolean; resetStates?(): void };
    if (stateful && reset) reset.call(layer);
  }
}

function numbers(tensor: Tensor): Numbers {
  return { shape: tensor.shape, values: tensor.dataSync() as Float32Array };
}
