import type { Run, Runs } from '../types.js';
import { type ComparedColumn, compareRuns } from './comparison.js';

/** What is told of runs beside each other, which are read from their files for it: their last fits, and what changed since the first run. */
export async function loadedComparison(
  kept: Pick<Runs, 'whatChanged'>,
  runs: readonly Run[],
): Promise<ComparedColumn[]> {
  const [first] = runs;
  const changes: (string | null)[] = [];
  for (const run of runs) {
    await run.load();
    changes.push(first && run !== first ? await kept.whatChanged(run, first) : null);
  }
  return compareRuns(
    runs.map((run) => ({ run, fit: run.fits.at(-1) })),
    changes,
  );
}
