import { createRuns } from '../runs/createRuns.js';
import type { RunsOptions } from '../runs/runsOptions.js';
import { BUILT, cliStore } from './builtFiles.js';

/** Runs in the store of the command line. What the user's code prints is dropped where nobody listens. */
export const cliRuns = (options: Pick<RunsOptions, 'settings'> & Partial<RunsOptions>) =>
  createRuns({
    storeDirectory: cliStore(),
    trainerEntry: BUILT.trainer,
    readerWorker: BUILT.reader,
    log: () => {},
    onOutput: () => {},
    ...options,
  });
