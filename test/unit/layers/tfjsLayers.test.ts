import { layers } from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { tfjsLayerClass } from '../../../src/layers/catalogue.js';

/** Arguments that satisfy every factory at once. */
const common = {
  units: 1,
  filters: 1,
  rate: 0.1,
  stddev: 1,
  n: 1,
  inputDim: 1,
  outputDim: 1,
  numTokens: 3,
  height: 1,
  width: 1,
  factor: 0.1,
  dims: [1],
  targetShape: [1],
  inputShape: [1],
  axes: 1,
  size: [1, 1],
};

const notFactories = new Set(['Layer', 'RNN', 'RNNCell', 'input']);

function argumentsOf(factory: string): object {
  const dimensions = /3d/i.test(factory) ? [1, 1, 1] : /1d/i.test(factory) ? 1 : [1, 1];
  return {
    ...common,
    kernelSize: dimensions,
    poolSize: dimensions,
    cropping: [
      [0, 0],
      [0, 0],
    ],
    cell: layers.lstmCell({ units: 1 }),
    cells: [layers.lstmCell({ units: 1 })],
    layer: layers.lstm({ units: 1 }),
  };
}

const factories = Object.entries(layers).filter(([name]) => !notFactories.has(name));

it('knows tfjs by more than a few factories', () => {
  expect(factories.length).toBeGreaterThan(60);
});

it.each(factories)('tf.layers.%s makes the class of the table', (name, factory) => {
  const layer = (factory as (args: object) => { getClassName(): string })(argumentsOf(name));
  expect(tfjsLayerClass(name)).toBe(layer.getClassName());
});
