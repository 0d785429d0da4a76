import type { Run } from './types.js';

/** How a run waits whose numbers broke. */
export interface Held {
  /** The weights that a roll back goes on from, in words; null where none were kept. */
  readonly kept: string | null;
  /** What the first broken number is. */
  readonly number: 'NaN' | 'infinity';
}

/** Null where the run does not wait because numbers broke. */
export function heldWeights({ state, problems }: Pick<Run, 'state' | 'problems'>): Held | null {
  if (state.kind !== 'active' || state.phase !== 'broken') return null;
  const { kept = null, isInfinite = false } = problems.findLast(({ kind }) => kind === 'not-a-number')?.broke ?? {};
  const number = isInfinite ? 'infinity' : 'NaN';
  if (kept === null) return { kept, number };
  return { kept: kept === 0 ? 'the weights that the fit began with' : `the weights of batch ${kept}`, number };
}
