import type { ArrayContents } from '../../../../protocol/kerasProgram.js';
import type { Batches, Value, Windows } from '../values/values.js';
import { numbersOf } from './numbersOf.js';

/** Samples that batches are made of; null for each array that is not known, or that there is none of. */
export interface Samples {
  readonly x: ArrayContents | null;
  readonly y: ArrayContents | null;
  readonly sampleWeight: ArrayContents | null;
}

/** Numbers of the samples that batches are made of. */
export function samplesOf(from: Batches): Samples {
  const [x, y, sampleWeight] = [from.x, from.y, from.sampleWeight].map((value: Value) => numbersOf(value));
  const all = x && from.windows ? windowed(x, y ?? null, from.windows) : { x: x ?? null, y: y ?? null };
  const cut = (array: ArrayContents | null | undefined) => (array ? partOf(array, from.part) : null);
  return { x: scaled(cut(all.x), from.scale), y: cut(all.y), sampleWeight: cut(sampleWeight) };
}

export function sampleCount(from: Batches): number | null {
  return from.folder ? null : (samplesOf(from).x?.shape[0] ?? null);
}

/** How many batches an epoch has; null where that is not known. */
export function batchCount(from: Batches | null): number | null {
  const samples = from && sampleCount(from);
  return from && samples !== null ? Math.ceil(samples / (from.batchSize ?? 1)) : null;
}

function scaled(array: ArrayContents | null, scale: number): ArrayContents | null {
  return array && scale !== 1 ? { ...array, data: Float32Array.from(array.data, (value) => value * scale) } : array;
}

function partOf(array: ArrayContents, [from, to]: readonly [number, number]): ArrayContents {
  const [rows = 0, ...rest] = array.shape;
  const isShare = to <= 1;
  const [start, end] = isShare ? [Math.trunc(rows * from), Math.trunc(rows * to)] : [from, Math.min(rows, to)];
  if (start === 0 && end === rows) return array;
  const size = rest.reduce((a, b) => a * b, 1);
  return { shape: [Math.max(0, end - start), ...rest], data: Array.from(array.data).slice(start * size, end * size) };
}

/** As `TimeseriesGenerator` takes them: a window ends before its target, or starts with it. */
function windowed(x: ArrayContents, y: ArrayContents | null, windows: Windows): Omit<Samples, 'sampleWeight'> {
  const { length, samplingRate, stride, start, reverse, targetAt } = windows;
  const [rows = 0, ...rest] = x.shape;
  const last = windows.end ?? rows - 1;
  const size = rest.reduce((a, b) => a * b, 1);
  const firsts: number[] = [];
  const latest = last - Math.max(length - 1, targetAt);
  for (let first = start; first <= latest && firsts.length < rows; first += stride) {
    if (y === null || first + targetAt < (y.shape[0] ?? 0)) firsts.push(first);
  }
  const steps = Math.ceil(length / samplingRate);
  const data = new Float32Array(firsts.length * steps * size);
  firsts.forEach((first, i) => {
    for (let step = 0; step < steps; step++) {
      const row = first + step * samplingRate;
      const to = i * steps + (reverse ? steps - 1 - step : step);
      for (let k = 0; k < size; k++) data[to * size + k] = x.data[row * size + k] ?? 0;
    }
  });
  const inputs = { shape: [firsts.length, steps, ...rest], data };
  return {
    x: inputs,
    y:
      y &&
      rowsAt(
        y,
        firsts.map((first) => first + targetAt),
      ),
  };
}

function rowsAt({ shape: [, ...rest], data }: ArrayContents, rows: readonly number[]): ArrayContents {
  const size = rest.reduce((a, b) => a * b, 1);
  const picked = rows.flatMap((row) => Array.from({ length: size }, (_, k) => data[row * size + k] ?? 0));
  return { shape: [rows.length, ...rest], data: picked };
}
