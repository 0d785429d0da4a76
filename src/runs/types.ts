import type { Cause } from '../diagnosis/run/causes.js';
import type { Event } from '../lifecycle/emitter.js';
import type { DataEvidence } from '../protocol/dataEvidence.js';
import type { DepthAnswer } from '../protocol/depth/answers.js';
import type { EpochRecord, FitEnd, FitSummary, StepMode } from '../protocol/fit.js';
import type { KeptAnswer } from '../protocol/keptModel.js';
import type { BestValue } from '../protocol/runFile.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { SeriesChunk } from '../protocol/seriesChunk.js';
import type { RollBack, StepUnit, TrainerPhase, TrainerProblem } from '../protocol/trainer.js';
import type { Verdict } from '../protocol/verdict.js';
import type { KeptSource } from '../runFiles/sources.js';
import type { CodeNow, ComparedTexts } from './changes/codeNow.js';
import type { ExportTarget } from './export/exportTarget.js';
import type { TextOfPlace } from './export/reportFacts.js';
import type { RunMarks } from './marks.js';
import type { PrintedOutput } from './output/runOutput.js';
import type { FitSeries, SeriesStretch } from './series/fitSeries.js';
import type { Samples } from './series/sampledRows.js';

export type RunEndOutcome =
  | 'completed'
  | 'stopped'
  | 'failed'
  /** Ended by force: by us after the grace period, or from outside. */
  | 'killed'
  /** User code ended well and no Sequential was trained. */
  | 'nothing-trained'
  /** Its host was closed, or went away without an end on disk, in mid-run. */
  | 'interrupted'
  /** Its files are of a newer format, and are not read. */
  | 'newer-format';

export type RunState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'active'; readonly phase: TrainerPhase }
  | { readonly kind: 'stopping'; readonly since: number; readonly seen: boolean }
  | {
      readonly kind: 'ended';
      readonly outcome: RunEndOutcome;
      readonly exitCode: number | null;
      readonly message: string | null;
      /** What the numbers say, whatever the outcome; runs of earlier versions have none. */
      readonly verdict: Verdict | null;
      readonly endedAt: number;
    };

/** What a fit has told once an epoch. */
export type LoggedFit = Pick<Fit, 'summary' | 'epochs'>;

/** A fit as the host knows it; values that are not there yet are null. */
export interface Fit {
  readonly summary: FitSummary;
  readonly epochs: readonly EpochRecord[];
  readonly end: FitEnd | null;
  /** How its steps are done now, or were last; null until the trainer has said so. */
  readonly stepMode: StepMode | null;
  /** What it was given, as far as the trainer has seen. */
  readonly data: DataEvidence | null;
  readonly series: FitSeries;
  /** What is measured now and then, such as the layers' outputs; empty where that is switched off. */
  readonly samples: Samples;
  /** The last batch that arrived. */
  readonly latest: LatestBatch | null;
  /** Batches a second over about the last second of training. */
  readonly batchesPerSecond: number | null;
  /** Milliseconds until the fit's last epoch ends at the pace of the last seconds. */
  readonly timeLeft: number | null;
}

export interface LatestBatch {
  readonly step: number;
  /** The first and the last batch, from 0, whose means the figures are, where they are not those of the batch alone. */
  readonly around?: readonly [number, number];
  readonly epoch: number;
  readonly loss: number;
  /** In the order of FitSummary.metrics. */
  readonly metrics: Float32Array;
  /** One record row; see `statisticIndex`. */
  readonly statistics: Float32Array;
}

export interface FitJudgement {
  readonly fit: Fit;
  readonly verdict: Verdict;
  /** As a person set the rules: most severe first, each cause with what follows from it. */
  readonly findings: readonly Cause[];
  /** The fit had ended. */
  readonly isFinal: boolean;
}

/** What a run's figures say. */
export interface RunJudgement {
  /** That of its worst fit, which it names where there are several. */
  readonly verdict: Verdict;
  /** In the order of the fits. */
  readonly fits: readonly FitJudgement[];
}

export type RunChange =
  | { readonly kind: 'state' }
  /** Fits and series are there, read back from the run's files; see `Run.load`. */
  | { readonly kind: 'loaded' }
  | { readonly kind: 'fitStarted'; readonly fit: Fit }
  | { readonly kind: 'records'; readonly fit: Fit }
  | { readonly kind: 'samples'; readonly fit: Fit }
  | { readonly kind: 'epoch'; readonly fit: Fit }
  | { readonly kind: 'stepMode'; readonly fit: Fit }
  | { readonly kind: 'dataSeen'; readonly fit: Fit }
  | { readonly kind: 'fitEnded'; readonly fit: Fit }
  /** `judgement` says something else than before. */
  | { readonly kind: 'judged' }
  | { readonly kind: 'problem'; readonly problem: TrainerProblem }
  /** What the run was asked in place of training, as far as it is known. */
  | { readonly kind: 'depth'; readonly answer: DepthAnswer }
  | { readonly kind: 'kept'; readonly answer: KeptAnswer }
  /** `output` has more, or an open line reads otherwise. */
  | { readonly kind: 'output' };

export interface Run {
  readonly id: string;
  readonly request: RunRequest;
  readonly startedAt: number;
  readonly state: RunState;
  readonly fits: readonly Fit[];
  readonly problems: readonly TrainerProblem[];
  /** The end of what it printed; nothing while that is not loaded. */
  readonly output: PrintedOutput;
  /** What its figures say, as of the last second; null before there are any, and while they are not loaded. */
  readonly judgement: RunJudgement | null;
  readonly onDidChange: Event<RunChange>;
  /** Folder with the trained model (model.json and weights) of a run that has ended; null where it keeps none. */
  readonly keptModel: string | null;
  readonly marks: RunMarks;
  /** The best that it came to so far, of several fits that one that its verdict is of; null before its first epoch, and where an earlier version has not written it down and it is not loaded. */
  readonly best: BestValue | null;
  /**
   * False for a run read back from disk whose `fits` are still empty, and for an ended run whose series were dropped to
   * stay within the memory limit (its fits remain, with empty series).
   */
  readonly loaded: boolean;
  /** Reads fits and series from the run's files where they are not in memory; then `onDidChange` says `loaded`. Never rejects. */
  load(): Promise<void>;
  /** A stretch of a series from the run's file, where memory holds it too coarsely. @throws {Error} where the file cannot be read. */
  readDetail(stretch: SeriesStretch): Promise<SeriesChunk>;
  /** First call: end after the current batch. Second call, or no answer within the grace period: kill. */
  stop(): void;
  pause(): void;
  /** Trains on to the end of the batch or of the epoch, and pauses there; nothing where numbers broke. */
  step(unit: StepUnit): void;
  /** Batches a second at most; null for as fast as it can. */
  readonly pace: number | null;
  /** Slow motion, from the next batch on; nothing where the run has ended. */
  setPace(batchesPerSecond: number | null): void;
  /** Where numbers broke, too: then it trains on with them. */
  resume(): void;
  /** Goes on from the weights that were kept before numbers broke; nothing where the run is not held so. */
  rollBack(how: RollBack): void;
}

/** All runs that this host knows: live ones and those read back from disk, newest first. */
export interface Runs {
  readonly all: readonly Run[];
  readonly onDidAdd: Event<Run>;
  readonly onDidRemove: Event<Run>;
  /** Adds the runs of earlier sessions, newest first, from their headers alone. Never rejects; runs of another live window are left out. */
  restore(): Promise<void>;
  /** Adds a run that has ended, or whose host is gone, that `restore` leaves out, or that another list of this host has recorded; undefined where there is none. */
  recall(id: string): Promise<Run | undefined>;
  /** Starts the trainer. @throws {HumanError} when the store cannot be written, or when that model (file and line) already runs. */
  start(request: RunRequest): Promise<Run>;
  /**
   * Deletes a run's folder; a live run is killed first.
   * @param putAway moves the folder to where it can be had back, in place of deleting it. The run stays where that rejects.
   */
  delete(id: string, putAway?: (folder: string) => PromiseLike<unknown>): Promise<void>;
  /** Trials of sweeps that have ended, too, where they are not listed. */
  deleteAll(): Promise<void>;
  /** Marks a run as a person wants it. @throws {HumanError} where its folder cannot be written */
  mark(id: string, changes: Partial<RunMarks>): Promise<void>;
  /**
   * What changed since another run, in words (`changes/changeWords`); null where that is not known, and for the first one.
   * @param since by default the last run of that model
   */
  whatChanged(run: Run, since?: Run): Promise<string | null>;
  /** The user's files as a run had them; none where it is older than that. Never rejects. */
  sources(run: Run): Promise<readonly KeptSource[]>;
  /** Writes a run for other programs, on a thread of its own; the path that was written. @throws {HumanError} where that cannot be */
  exportRun(run: Run, target: ExportTarget, textOf?: TextOfPlace): Promise<string>;
  /** Where a run has the model of one of its fits, as it was at the fit's end, if it keeps it. */
  modelFolder(run: Run, fit: number): string;
  /** What became of the code between two texts of a file, comments and blanks aside; told by another thread. Never rejects. */
  codeNow(texts: ComparedTexts): Promise<CodeNow>;
  /** Bytes that all runs take on disk. */
  diskUsage(): Promise<number>;
  find(id: string): Run | undefined;
  /** Kills what still runs; resolves when no process is left. */
  close(): Promise<void>;
}
