import { resolve } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import type { DataLimits } from '../../protocol/data.js';
import { memoryRows } from '../rows/memoryRows.js';
import type { RowSource } from '../rows/rowSource.js';
import type { ModelShapes } from '../types.js';
import { type ArraySpec, arrayTarget } from './arrayTarget.js';
import { loadArray } from './loadArray.js';
import type { NpyArray } from './npyFile.js';

const WHITE = 255;

/** Inputs and targets from arrays that NumPy stored. Bytes of pictures become numbers from 0 to 1. */
export async function openArrays(
  spec: ArraySpec,
  folder: string,
  shapes: ModelShapes,
  limits: DataLimits,
): Promise<RowSource> {
  const inputs = await loadArray(resolve(folder, spec.x), 'x', spec.xName, limits);
  const targets = await loadArray(resolve(folder, spec.y), 'y', spec.yName, limits);
  const [rows = 1, ...inputShape] = inputs.shape;
  const [targetRows = 1] = targets.shape;
  if (rows !== targetRows) {
    throw new HumanError(
      `${inputs.name} has ${rows} samples, but ${targets.name} has ${targetRows}. The numbers must match.`,
    );
  }
  if (rows === 0) throw new HumanError(`${inputs.name} is empty: it has no samples.`);
  const x = checked(inputs);
  const isPicture = inputs.bytes && inputShape.length >= 2 && spec.normalize === undefined;
  const { target, y } = arrayTarget(targets, spec, shapes);
  return memoryRows(
    {
      name: inputs.name,
      x: isPicture ? x.map((value) => value / WHITE) : x,
      y,
      inputShape: inputShape.length === 0 ? [1] : inputShape,
      target,
    },
    spec.normalize,
  );
}

function checked({ values, name, shape }: NpyArray): Float32Array {
  if (!(values instanceof Float32Array)) throw new HumanError(`${name} contains text, but inputs must be numbers.`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad === -1) return values;
  const size = values.length / (shape[0] ?? 1);
  throw new HumanError(
    `${name}, sample ${Math.floor(bad / size)} (from 0), value ${bad % size} is ${values[bad]}, which no model can learn from. Replace or remove it.`,
  );
}
