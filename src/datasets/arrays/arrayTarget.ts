import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import { classLabels } from '../classLabels.js';
import { rangeOf } from '../rows/memoryRows.js';
import { sizeOf } from '../rows/shapes.js';
import { targetNeed } from '../targetNeed.js';
import type { ModelShapes, TargetDescription } from '../types.js';
import type { NpyArray } from './npyFile.js';

export type ArraySpec = Extract<DataSpec, { kind: 'arrays' }>;

interface ArrayTarget {
  readonly target: TargetDescription;
  readonly y: Float32Array;
}

/** Classes where the values are text, one-hot rows, or whole numbers that the loss wants as classes; else numbers. */
export function arrayTarget(
  array: NpyArray,
  { targetAs }: Pick<ArraySpec, 'targetAs'>,
  shapes: ModelShapes,
): ArrayTarget {
  const [rows = 1, ...shape] = array.shape;
  const values = array.values instanceof Float32Array ? array.values : null;
  if (!values) return textTarget(array);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad !== -1) {
    const row = Math.floor(bad / sizeOf(shape));
    throw new HumanError(`${array.name}, sample ${row} (from 0) is ${values[bad]}, which cannot be a target.`);
  }
  const range = rangeOf(values) ?? [0, 0];
  const numbers: ArrayTarget = {
    target: { kind: 'numbers', shape: shape.length === 0 ? [1] : shape, range },
    y: values,
  };
  if (targetAs === 'number') return numbers;
  const wantsClasses = targetNeed(shapes).kind !== 'numbers' || targetAs !== undefined;
  if (sizeOf(shape) === 1) return wantsClasses ? (classTarget(values, shapes) ?? numbers) : numbers;
  if (shape.length === 1 && shapes.output.length === 1) return oneHotTarget(values, rows) ?? numbers;
  return wantsClasses ? (tokenTarget(values, shape, shapes) ?? numbers) : numbers;
}

function textTarget({ values, name }: NpyArray): ArrayTarget {
  const texts = Array.from(values, String);
  const labels = [...new Set(texts)].sort();
  if (labels.length > MOST_CLASSES)
    throw new HumanError(`${name} has ${labels.length} distinct strings, too many for classes.`);
  const places = new Map(labels.map((label, place) => [label, place]));
  const y = Float32Array.from(texts, (text) => places.get(text) ?? 0);
  return { target: { kind: 'classes', labels, counts: countsOf(y, labels.length) }, y };
}

const MOST_CLASSES = 1000;

function classTarget(values: Float32Array, shapes: ModelShapes): ArrayTarget | null {
  const counts = new Map<number, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > MOST_CLASSES) return null;
  }
  const classes = classLabels(counts, targetNeed(shapes), shapes.output);
  return classes && { target: { kind: 'classes', ...classes.described }, y: values.map(classes.indexOf) };
}

/** Null where not each row is a single 1 among zeros. */
function oneHotTarget(values: Float32Array, rows: number): ArrayTarget | null {
  const classes = values.length / rows;
  const y = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const one = values.subarray(row * classes, (row + 1) * classes);
    const place = one.indexOf(1);
    if (place === -1 || one.some((value, index) => value !== (index === place ? 1 : 0))) return null;
    y[row] = place;
  }
  const labels = Array.from({ length: classes }, (_, label) => String(label));
  return { target: { kind: 'classes', labels, counts: countsOf(y, classes) }, y };
}

/** Token ids for each step, where the model has an output for each. */
function tokenTarget(values: Float32Array, shape: readonly number[], { output }: ModelShapes): ArrayTarget | null {
  const [length = 1, ...more] = shape;
  if (output.length !== 2 || sizeOf(more) !== 1) return null;
  if (!values.every((value) => Number.isInteger(value) && value >= 0)) return null;
  const highest = values.reduce((most, value) => Math.max(most, value), 0);
  return { target: { kind: 'tokens', length, vocabulary: highest + 1 }, y: values };
}

function countsOf(y: Float32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of y) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
