import type { Runs } from '../runs/types.js';

/** What the recorded runs take on disk: `12.3 MB`. */
export async function diskUse(runs: Pick<Runs, 'diskUsage'>): Promise<string> {
  const megabytes = (await runs.diskUsage()) / 1e6;
  return megabytes >= 1000 ? `${(megabytes / 1000).toFixed(1)} GB` : `${megabytes.toFixed(1)} MB`;
}
