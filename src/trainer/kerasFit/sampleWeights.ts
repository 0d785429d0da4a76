import type { ArrayContents } from '../../protocol/kerasProgram.js';

/**
 * Weight of each sample by its class, times its own: targets of several columns are one-hot, others hold the class itself. Keras has no
 * weights of classes for targets of more axes.
 * @param classWeight by class from 0; null weighs all alike
 * @returns null where neither is given
 * @throws {RangeError} for a class that has no weight
 */
export function sampleWeights(
  y: ArrayContents,
  own: ArrayContents | null,
  classWeight: readonly number[] | null,
): ArrayContents | null {
  if (!classWeight) return own;
  const rows = y.shape[0] ?? 0;
  const columns = y.shape.length > 1 ? (y.shape.at(-1) ?? 1) : 1;
  const steps = y.shape.slice(1, -1).reduce((product, size) => product * size, 1);
  const data = new Float32Array(rows * steps);
  for (let place = 0; place < data.length; place++) {
    const index = columns > 1 ? largest(y.data, place * columns, columns) : Math.round(y.data[place] ?? 0);
    const weight = classWeight[index];
    if (weight === undefined) throw new RangeError(`class_weight has no weight for class ${index}.`);
    const ownWeight = own?.data[own.shape.length > 1 ? place : Math.floor(place / steps)] ?? 1;
    data[place] = weight * ownWeight;
  }
  return { shape: [rows, ...y.shape.slice(1, -1)], data };
}

function largest(data: ArrayLike<number>, from: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if ((data[from + i] ?? 0) > (data[from + best] ?? 0)) best = i;
  return best;
}
