import { basename } from 'node:path';
import type { Run } from '../../runs/types.js';
import type { FromMain } from './watchMessages.js';

/** @param showsBatches whether a line with the last batch stays in sight */
export function doingOf({ state, fits, request }: Run, showsBatches: boolean): FromMain {
  switch (state.kind) {
    case 'starting':
      return 'starting Node';
    case 'stopping':
      return 'stopping';
    case 'ended':
      return 'writing the last records';
    case 'active':
      break;
  }
  if (state.phase === 'held-open' || state.phase === 'paused') return null;
  const file = basename(request.file);
  if (state.phase !== 'training') {
    return fits.length > 0
      ? `running ${file} after a fit`
      : `loading ${request.backend.kind} and running ${file}: no fit yet`;
  }
  const hasBatch = fits.some(({ latest, end }) => latest && !end);
  if (!hasBatch) return 'training the first batch';
  return showsBatches ? null : 'training';
}
