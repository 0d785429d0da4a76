import type { FitSamples } from '../../protocol/fitSamples.js';
import type { Layer, Sequential, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { outputShape } from '../fit/fitSummary.js';
import { type Grid, pairs } from './surfaceGrid.js';

/** Points along each of two axes: a unit's picture is small. */
const SIDE = 20;
/** Units of all layers, and of one. */
const MOST_UNITS = 256;
const MOST_OF_LAYER = 32;

/** Which units of a model of two inputs have a surface of their own: the first of each layer that puts out a row of numbers. */
export function unitsWithSurface(
  { layers }: Pick<Sequential, 'layers'>,
  input: readonly number[],
): Pick<FitSamples, 'units'> {
  if (input.length !== 1 || input[0] !== 2) return {};
  const rows = layers.map(unitsOf);
  const most = Math.min(MOST_OF_LAYER, Math.floor(MOST_UNITS / Math.max(1, rows.filter((units) => units > 0).length)));
  const of = rows.map((units) => Math.min(units, most));
  return of.some((units) => units > 0) ? { units: { points: SIDE * SIDE, of } } : {};
}

/** 0 for a layer whose output is no row of numbers. */
function unitsOf(layer: Layer): number {
  const shape = outputShape(layer);
  return layer.getClassName() === 'InputLayer' || shape.length !== 2 ? 0 : (shape[1] ?? 0);
}

/** What those units put out over a grid's range, unit by unit, layer by layer; as `predict` asks, so nothing is left out at random. */
export function unitOutputs(
  tf: Tfjs,
  { layers }: Pick<Sequential, 'layers'>,
  { of }: NonNullable<FitSamples['units']>,
  { x, y }: Grid,
): Float32Array {
  const outputs = tf.tidy(() => {
    let value: Tensor = tf.tensor2d(pairs(x, y ?? x, SIDE), [SIDE * SIDE, 2]);
    const taken: Tensor[] = [];
    for (const [index, layer] of layers.entries()) {
      if (layer.getClassName() === 'InputLayer') continue;
      value = layer.apply(value) as Tensor;
      const units = of[index] ?? 0;
      if (units > 0) taken.push(tf.transpose(tf.cast(tf.slice(value, [0, 0], [-1, units]), 'float32')));
    }
    return tf.concat(taken);
  });
  const values = Float32Array.from(outputs.dataSync());
  outputs.dispose();
  return values;
}
