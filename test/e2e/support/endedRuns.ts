import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Number of runs in a window's store that have ended: one that is short may be over before the window has drawn that it trains. */
export function endedRuns(store: string): number {
  const runs = join(store, 'runs');
  return readdirSync(runs).filter((id) => {
    try {
      return JSON.parse(readFileSync(join(runs, id, 'run.json'), 'utf8')).end !== null;
    } catch {
      return false; // its header is still to come
    }
  }).length;
}
