import { DEFAULT_RUN_SETTINGS } from '../runs/settings.js';
import type { Runs } from '../runs/types.js';
import { cliRuns } from './cliRuns.js';

/** Gives `use` the runs that the store has, without those that go on now. */
export async function withKeptRuns<T>(use: (runs: Runs) => T | Promise<T>): Promise<T> {
  const runs = cliRuns({ settings: () => DEFAULT_RUN_SETTINGS });
  try {
    await runs.restore();
    return await use(runs);
  } finally {
    await runs.close();
  }
}
