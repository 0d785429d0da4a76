import type { TrainerProcess, TrainerStart } from '../process/trainerProcess.js';
import type { Alert } from '../protocol/alert.js';
import type { RunHeader } from '../protocol/runFile.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { RunSettings } from './settings.js';
import type { Run } from './types.js';

/** What a host gives its runs. */
export interface RunsOptions {
  /** Where GradLens keeps its files; runs are in its folder `runs`. */
  readonly storeDirectory: string;
  /**
   * Whether they only try something: one model may run several times at once, and they lie in a folder of their own, where nothing is kept: what hosts
   * left there that are gone is deleted.
   */
  readonly trials?: boolean;
  /** Whether what is recorded of sweeps is listed only as somebody asks for it (`Runs.recall`). */
  readonly withoutSweeps?: boolean;
  /** The built src/trainer/main.ts. */
  readonly trainerEntry: string;
  /** The built src/runs/stored/readerWorker.ts. */
  readonly readerWorker: string;
  /** Environment of the user's code; this process's where it is left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** Starts a trainer somewhere else than in a process of this machine. */
  readonly startTrainer?: (start: TrainerStart, request: RunRequest) => TrainerProcess;
  readonly settings: () => RunSettings;
  /** A person's own alerts on trainings of a file's models, as of now: the same list while they are the same. */
  readonly alerts?: (file: string) => readonly Alert[];
  /**
   * Asks whether the runs that the store has beyond `maxRuns` may be deleted, oldest last; they are not where nobody can be asked.
   */
  readonly mayDelete?: (headers: readonly RunHeader[]) => Promise<boolean>;
  readonly log: (line: string) => void;
  /** What the user's code prints: whole lines, without the last line break. */
  readonly onOutput: (run: Run, stream: 'stdout' | 'stderr', text: string) => void;
}
