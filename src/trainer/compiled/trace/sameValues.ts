import type { OpAttribute, TensorValues } from '../../../tfjs/nodeBackend.js';

export function sameAttributes(a: readonly OpAttribute[], b: readonly OpAttribute[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((attribute, index) => {
    const other = b[index];
    return attribute.name === other?.name && attribute.type === other.type && sameValue(attribute.value, other.value);
  });
}

function sameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a)) return Object.is(a, b);
  return Array.isArray(b) && a.length === b.length && a.every((each, at) => sameValue(each, b[at]));
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

export function sameNumbers(a: TensorValues, b: TensorValues): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
