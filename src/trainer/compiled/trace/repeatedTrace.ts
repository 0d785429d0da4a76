import { sameOffsetAndScale } from './offsetAndScale.js';
import { sameAttributes, sameNumbers, sameShape } from './sameValues.js';
import { type CreatedTensor, type RandomSource, type Source, sourceKey, type Trace } from './trace.js';

/** Up to so many numbers, a tensor that was the same twice is taken for a constant; others are fed. */
const MOST_CONSTANT = 64;

export type Repetition =
  | { readonly trace: Trace; readonly varying: ReadonlySet<number> }
  | { readonly refusal: string };

/**
 * Whether two steps did the same on different batches, so that the second stands for all that follow.
 * @returns the second step's trace, with the tensors that are made of other numbers each time; or why it does not
 */
export function repeatedTrace(first: Trace, second: Trace): Repetition {
  const refusal = first.refusal ?? second.refusal;
  if (refusal !== null) return { refusal };
  const changing = { refusal: 'its operations change from step to step' };
  if (first.ops.length !== second.ops.length || first.created.length !== second.created.length) return changing;
  for (const [index, op] of second.ops.entries()) {
    const before = first.ops[index];
    const same =
      before?.name === op.name &&
      sameSources(before.inputs, op.inputs) &&
      before.outputs.every((output, at) => sameShape(output.shape, op.outputs[at]?.shape ?? [])) &&
      sameAttributes(before.attributes, op.attributes);
    if (!same) return changing;
  }
  const names = (trace: Trace) => trace.assigned.map(({ variable }) => variable.id).join();
  if (names(first) !== names(second)) return { refusal: 'it changes different variables in each step' };
  const varying = new Set<number>();
  for (const [index, tensor] of second.created.entries()) {
    const before = first.created[index] as CreatedTensor;
    if (before.dtype !== tensor.dtype || !sameShape(before.shape, tensor.shape)) return changing;
    if (!isConstant(before, tensor)) varying.add(index);
  }
  return { trace: second, varying };
}

/**
 * Whether a step of tfjs's own code can be repeated without that code.
 * @returns why it cannot; null where it can
 */
export function needsItsCode(first: Trace, { trace, varying }: Extract<Repetition, { trace: Trace }>): string | null {
  if (trace.drawsNumbers) return 'it draws random numbers itself';
  if (trace.captured.some(({ id }, index) => first.captured[index]?.id !== id))
    return 'it works on different tensors each time';
  for (const index of varying) {
    const [a, b] = [first.created[index], trace.created[index]];
    // The graph has the optimizer's update in its own way, with the learning rate fed.
    if (!a || !b || b.phase === 'update') continue;
    if (a.random || b.random) {
      if (a.random && b.random && sameDraw(a.random, b.random)) continue;
    } else if (sameNumbers(a.values, b.values)) continue;
    return 'it creates tensors with different values in each step';
  }
  return null;
}

function sameDraw(a: RandomSource, b: RandomSource): boolean {
  return a.distribution === b.distribution && sameOffsetAndScale(a, b);
}

/** What measures is no user's code, and does not run in a step that is replayed: nobody would feed its numbers. */
function isConstant(a: CreatedTensor, b: CreatedTensor): boolean {
  const mayBe = b.phase === 'measure' || b.values.length <= MOST_CONSTANT;
  return !a.random && !b.random && mayBe && sameNumbers(a.values, b.values);
}

function sameSources(a: readonly Source[], b: readonly Source[]): boolean {
  return a.length === b.length && a.every((source, index) => sourceKey(source) === sourceKey(b[index] as Source));
}
