import type { OpAttribute, TensorValues } from '../tensorflow/binding.js';
import { type CreatedTensor, type Source, sourceKey, type Trace } from './trace.js';

export type Repetition = { readonly trace: Trace } | { readonly refusal: string };

/**
 * Whether two steps did the same on different batches, so that the second stands for all that follow.
 * @returns the second step's trace, or why it does not
 */
export function repeatedTrace(first: Trace, second: Trace): Repetition {
  const refusal = first.refusal ?? second.refusal;
  if (refusal !== null) return { refusal };
  if (first.ops.length !== second.ops.length) return { refusal: 'its operations change from step to step' };
  for (const [index, op] of second.ops.entries()) {
    const before = first.ops[index];
    const same =
      before?.name === op.name &&
      sameSources(before.inputs, op.inputs) &&
      before.outputs.every((output, at) => String(output.shape) === String(op.outputs[at]?.shape)) &&
      sameAttributes(before.attributes, op.attributes);
    if (!same) return { refusal: 'its operations change from step to step' };
  }
  for (const [index, tensor] of second.created.entries()) {
    if (!sameTensor(first.created[index], tensor)) return { refusal: 'it makes other numbers in each step' };
  }
  const names = (trace: Trace) => trace.assigned.map(({ variable }) => variable.id).join();
  if (names(first) !== names(second)) return { refusal: 'it changes other variables in each step' };
  return { trace: second };
}

function sameAttributes(a: readonly OpAttribute[], b: readonly OpAttribute[]): boolean {
  return (
    a.length === b.length &&
    a.every((attribute, index) => {
      const other = b[index];
      return attribute.name === other?.name && attribute.type === other.type && sameValue(attribute.value, other.value);
    })
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, at) => sameValue(each, b[at]));
  return Object.is(a, b);
}

function sameSources(a: readonly Source[], b: readonly Source[]): boolean {
  return a.length === b.length && a.every((source, index) => sourceKey(source) === sourceKey(b[index] as Source));
}

function sameTensor(a: CreatedTensor | undefined, b: CreatedTensor): boolean {
  if (!a || a.dtype !== b.dtype || String(a.shape) !== String(b.shape)) return false;
  if (a.random || b.random) {
    const { distribution, offset, scale } = a.random ?? {};
    return distribution === b.random?.distribution && offset === b.random?.offset && scale === b.random?.scale;
  }
  return sameNumbers(a.values, b.values);
}

function sameNumbers(a: TensorValues, b: TensorValues): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
