import { NdArray } from '../../../../arrays/numpy/ndArray.js';
import type { ArrayContents } from '../../../../protocol/kerasProgram.js';
import { array, type PyArray } from '../values/arrays.js';

/** The rows of arrays under each other; null where there are none, or they differ in more than their number. */
export function joinedRows(parts: readonly ArrayContents[]): PyArray | null {
  const [first] = parts;
  const sample = first?.shape.slice(1) ?? [];
  if (!first || parts.some(({ shape }) => shape.slice(1).join() !== sample.join())) return null;
  const rows = parts.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(Array.from(part.data), at);
    at += part.data.length;
  }
  const shape = [rows, ...sample];
  return { ...array(shape), contents: new NdArray('float32', data, shape) };
}
