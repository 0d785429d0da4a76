import type { Fit, Run } from '../runs/types.js';
import { counted } from './numbers.js';

/** Why the run ended as it did, in one line: the last on stderr. */
export function endReason({ state, fits, problems, startedAt }: Run, interrupted: boolean): string {
  if (state.kind !== 'ended') return 'the run is still going';
  const { outcome, message, verdict, endedAt } = state;
  const random = problems.some(({ kind }) => kind === 'random-data') ? ', on random numbers' : '';
  const but = `${random}${verdict?.text ? `, but ${verdict.text}` : ''}`;
  const amounts = `${counted(fits.length, 'fit')}, ${epochsOf(fits)}`;
  if (outcome === 'completed') return `trained: ${amounts} in ${((endedAt - startedAt) / 1000).toFixed(1)} s${but}`;
  if (outcome === 'stopped') return `stopped: ${amounts}; everything up to that point is kept${but}`;
  const error = problems.find(({ severity }) => severity === 'error');
  const place = error?.location ? ` (${error.location.file}:${error.location.line}:${error.location.column})` : '';
  const text = oneLine(message ?? outcome);
  return `${interrupted ? 'interrupted: ' : ''}${text}${place}`;
}

/** `20 epochs`, or `3 of 20 epochs` where fits ended before what they were asked for. */
function epochsOf(fits: Run['fits']): string {
  const sum = (amount: (fit: Fit) => number) => fits.reduce((total, fit) => total + amount(fit), 0);
  const done = sum(({ end }) => end?.epochs ?? 0);
  const asked = sum(({ summary, end }) => {
    return summary.epochs === null ? (end?.epochs ?? 0) : summary.epochs - summary.initialEpoch;
  });
  return done < asked ? `${done} of ${counted(asked, 'epoch')}` : counted(done, 'epoch');
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
