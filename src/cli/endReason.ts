import type { Run } from '../runs/types.js';
import { counted } from './numbers.js';

/** Why the run ended as it did, in one line: the last on stderr. */
export function endReason({ state, fits, problems, startedAt }: Run, interrupted: boolean): string {
  if (state.kind !== 'ended') return 'the run has not ended';
  const { outcome, message, endedAt } = state;
  const epochs = fits.reduce((sum, { end }) => sum + (end?.epochs ?? 0), 0);
  const amounts = `${counted(fits.length, 'fit')}, ${counted(epochs, 'epoch')}`;
  if (outcome === 'completed') return `trained: ${amounts} in ${((endedAt - startedAt) / 1000).toFixed(1)} s`;
  if (outcome === 'stopped') return `stopped: ${amounts}; everything up to then is kept`;
  const error = problems.find(({ severity }) => severity === 'error');
  const place = error?.location ? ` (${error.location.file}:${error.location.line}:${error.location.column})` : '';
  const text = oneLine(message ?? outcome);
  return `${interrupted ? 'interrupted: ' : ''}${text}${place}`;
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
