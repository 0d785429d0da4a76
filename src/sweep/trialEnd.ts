import type { SweepTrial } from '../protocol/sweep.js';
import type { Run } from '../runs/types.js';

/** How a trial is over. */
interface Ending {
  /** The sweep is. */
  readonly isStopped: boolean;
  /** It was stopped as it was behind. */
  readonly isEarly: boolean;
}

/** What a run that has ended makes of its trial, beside its figures; null while it has not. */
export function trialEnd(
  { state, startedAt }: Pick<Run, 'state' | 'startedAt'>,
  { isStopped, isEarly }: Ending,
): Partial<SweepTrial> | null {
  if (state.kind !== 'ended') return null;
  const { outcome, message, verdict, endedAt } = state;
  const seconds = (endedAt - startedAt) / 1000;
  if (outcome === 'completed') return { status: 'completed', verdict, seconds };
  if (isStopped) return { status: 'interrupted', verdict, seconds };
  if (isEarly) return { status: 'stopped-early', verdict, seconds };
  const isBroken = outcome === 'failed' && verdict?.kind === 'not-a-number';
  const failure = message ?? (outcome === 'nothing-trained' ? 'Nothing was trained.' : `It ended as ${outcome}.`);
  return { status: isBroken ? 'broken' : 'failed', failure, verdict, seconds };
}
