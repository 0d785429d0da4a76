import type { DataPlaces } from '../../datasets/builtIn/builtIn.js';
import type { TrainingShare } from '../../datasets/sampling/trainingShare.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { BuildTask } from '../../protocol/launch.js';
import type { SourceNote } from '../../protocol/sourceNote.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import type { Layer, Sequential, Tfjs, TrainingModel } from '../../tfjs/tfjs.js';
import type { TrainRows } from '../fit/fitLoop.js';
import type { FitCall } from '../fit/fits.js';
import type { FitListener } from '../kerasFit/kerasFit.js';
import type { Shuffle } from '../seed/seededRun.js';

/** What the making of a model needs of the run that records its training. */
export interface BuildRun {
  readonly tf: Tfjs;
  readonly task: BuildTask;
  /** Folders and limits of the data that it is trained on. */
  readonly places: DataPlaces;
  /** Every Sequential that this process holds, oldest first. */
  sequentials(): Sequential[];
  /** Where a layer or a model was created; null where no source shows it. */
  placeOf(layer: object): SourceLocation | null;
  /** Says where the source has a layer that no user code on the call stack creates. */
  assign(layer: Layer, place: SourceLocation): void;
  /** Says which line of the file each row of code has that runs under its name; 0 for none. */
  mapLines(file: string, lines: readonly number[]): void;
  /** Replaces `epochs` of each fit; null leaves them. */
  readonly epochs: number | null;
  /** What its random numbers follow from; null leaves them to chance. */
  readonly seed: number | null;
  /** The part of its training samples that each fit trains on; null for all. */
  readonly share: TrainingShare | null;
  /** Trains a batch of rows of data that stays where it is. */
  readonly trainRows: TrainRows;
  /** Asked once a fit for what brings its rows into another order. */
  shuffleOfFit(): Shuffle;
  /** Records a fit whose loop is ours; a fit after Stop is passed over. */
  recordFit(
    model: TrainingModel,
    call: FitCall,
    place: SourceLocation,
    train: (listener: FitListener) => Promise<void>,
  ): Promise<void>;
  /** Trains a single step, which is passed over after Stop. */
  trainStep(model: TrainingModel, place: SourceLocation, train: () => number): Promise<void>;
  /** Says what is done otherwise than in the source, unless the run's plan has said it. */
  note(note: SourceNote): void;
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
