import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { array, type PyArray } from '../values/arrays.js';
import { unknown } from '../values/unknown.js';
import { tuple, type Value } from '../values/values.js';

const same = new Set(['values', 'iloc', 'loc', 'ix', 'str', 'array']);

export function arrayAttribute(machine: Machine, value: PyArray, name: string, node: PythonNode): Value {
  const { shape, lost } = value;
  const open = (): Value => unknown(machine, node, lost ? { lost } : {});
  if (same.has(name)) return value;
  if (name === 'shape' && shape) return tuple(shape.map((size) => size ?? open()));
  if (name === 'ndim' && shape) return shape.length;
  if (name === 'T') return array(shape && [...shape].reverse(), value);
  if (name === 'size' && shape && !shape.includes(null)) return shape.reduce<number>((a, b) => a * (b ?? 1), 1);
  if (value.origin?.kind === 'table' && !/^(shape|ndim|size|columns|index|dtypes?)$/.test(name)) {
    return array([shape?.[0] ?? null], { ...value, columns: [name] });
  }
  return open();
}
