import { describe, expect, it } from 'vitest';
import { findLayer, layerNames } from '../../../src/layers/catalogue.js';
import { usualSample } from '../../../src/layers/samples.js';
import type { Layer } from '../../../src/tfjs/tfjs.js';
import { layersDeclared } from '../keras/support/declared.js';
import { made, tf } from '../keras/support/made.js';

/** What an argument that a layer needs is given here, as Python writes it. */
const GIVEN: Readonly<Record<string, string>> = {
  units: '3',
  activation: "'relu'",
  filters: '2',
  kernel_size: '3',
  padding: "'same'",
  pool_size: '2',
  rate: '0.3',
  stddev: '0.1',
  target_shape: '(5, 2)',
  dims: '(2, 1)',
  n: '3',
  size: '2',
  cropping: '1',
  height: '9',
  width: '9',
};

/** Layers of tokens and masks, and those that wrap what is given, compute what no such test can tell. */
const OTHER_KINDS: readonly string[] = ['input', 'embedding', 'masking', 'model'];

const OF_NUMBERS = layerNames.filter((name) => {
  const layer = findLayer(name);
  const isOther = !layer || layer.unsupported || layer.wraps || OTHER_KINDS.includes(layer.kind);
  return !isOther && layer.className === name && name !== 'CategoryEncoding';
});

it('knows many layers that are made of numbers', () => expect(OF_NUMBERS.length).toBeGreaterThan(60));

/** Arguments without which a layer would not compute anything. */
const SAID: Readonly<Record<string, string>> = {
  UpSampling2D: "interpolation='bilinear'",
  Rescaling: 'scale=0.5',
  Normalization: 'mean=0.5, variance=2.0',
};

/** A model of the layer alone, on its usual sample. */
function alone(className: string): { model: ReturnType<typeof made>['model']; shape: readonly number[] } {
  const needs = findLayer(className)?.needs?.split(' ') ?? [];
  const isAffine = findLayer(className)?.computes === 'affine';
  const given = needs.map((name) => `${name}=${name === 'activation' && isAffine ? "'linear'" : (GIVEN[name] ?? '1')}`);
  if (SAID[className]) given.push(SAID[className]);
  const shape = small(usualSample(className));
  const input = `Input(shape=(${shape.join(', ')},))`;
  return { model: made(layersDeclared([input, `${className}(${given.join(', ')})`])).model, shape };
}

const small = (shape: readonly number[]) => shape.map((size) => Math.min(size, 10));

describe('what the catalogue says that a layer computes', () => {
  it.each(OF_NUMBERS)('%s', (className) => {
    const { model, shape } = alone(className);
    const of = (x: tf.Tensor): Float32Array => (model.predict(x) as tf.Tensor).dataSync() as Float32Array;
    // Of a seed, and so far from 0 that thresholds are crossed.
    const [a, b] = [1, 2].map((seed) => tf.randomNormal([1, ...shape], 0, 3, 'float32', seed)) as [
      tf.Tensor,
      tf.Tensor,
    ];
    const middle = of(tf.div(tf.add(a, b), 2));
    const [ofA, ofB] = [of(a), of(b)];
    const isAffine = middle.every((value, i) => Math.abs(value - ((ofA[i] ?? 0) + (ofB[i] ?? 0)) / 2) < 1e-4);
    const values = new Set((a.dataSync() as Float32Array).values());
    const handsOn = ofA.every((value) => values.has(value)) && new Set(ofA).size === values.size;
    expect(isAffine ? (handsOn ? 'nothing' : 'affine') : 'nonlinear').toBe(findLayer(className)?.computes);
  });
});

describe('the weights that the catalogue names', () => {
  it.each(OF_NUMBERS)('are those of %s', (className) => {
    const { model } = alone(className);
    const names = (model.layers.at(-1) as Layer).weights.map(({ originalName }) => String(originalName));
    const own = names.map((name) => name.slice(name.lastIndexOf('/') + 1).replace(/(?<=.)_kernel$/, ''));
    expect(new Set(own)).toEqual(new Set(findLayer(className)?.weights?.split(' ') ?? []));
  });
});
