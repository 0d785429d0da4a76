import type { SourceLocation } from '../../protocol/fit.js';
import type { BuildTask } from '../../protocol/launch.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import type { Layer, Sequential, Tfjs } from '../tfjs/tfjs.js';

/** What the making of a model needs of the run that records its training. */
export interface BuildRun {
  readonly tf: Tfjs;
  readonly task: BuildTask;
  /** Folder of GradLens's own files, for data that was downloaded. */
  readonly storeDirectory: string;
  /** Every Sequential that this process holds, oldest first. */
  sequentials(): Sequential[];
  /** Where a layer or a model was created; null where no source shows it. */
  placeOf(layer: object): SourceLocation | null;
  /** Says where the source has a layer that no user code on the call stack creates. */
  assign(layer: Layer, place: SourceLocation): void;
  /** Says which line of the file each row of code has that runs under its name; 0 for none. */
  mapLines(file: string, lines: readonly number[]): void;
  warn(problem: Pick<TrainerProblem, 'kind' | 'message' | 'location' | 'fixes'>): void;
  /** Ends the run as failed. */
  fail(problem: TrainerProblem): never;
}

let offered: BuildRun | null = null;

/** Leaves this process's run for its entry file, which Node loads next. */
export function offerBuildRun(run: BuildRun): void {
  offered = run;
}

/** @throws {Error} where the process was started without a build task */
export function takeBuildRun(): BuildRun {
  const run = offered;
  offered = null;
  if (!run) throw new Error('There is no model to build in this process.');
  return run;
}
