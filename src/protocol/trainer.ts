import type { ActivationRecord } from './activations.js';
import type { BackendInfo } from './backend.js';
import type { EpochRecord, FitEnd, FitSummary, SourceLocation, StepMode } from './fit.js';
import type { BuildTask } from './launch.js';
import type { HistogramRecord, RecordBatch } from './records.js';
import type { SourceNote } from './sourceNote.js';
import type { SourceSpan } from './sourceSpan.js';

/**
 * Whether steps are compiled where tfjs-node trains. `auto`: checked against eager steps before the takeover and rarely afterwards;
 * `verify`: checked often; `off`: every step stays eager.
 */
export const COMPILED_STEP = ['auto', 'verify', 'off'] as const;
export type CompiledStep = (typeof COMPILED_STEP)[number];

/**
 * Handed to the trainer at its start, as JSON over a pipe whose file descriptor the environment variable GRADLENS_TRAINER names (removed
 * before user code runs): a task may be larger than a system lets a variable be.
 */
export interface TrainerOptions {
  readonly runId: string;
  /** Absolute path of the file that Node runs, or, with `build`, of the file that defines the model. */
  readonly file: string;
  /** A model that the trainer itself makes and fits; null where the user's file does. */
  readonly build: BuildTask | null;
  /** Folder that the trained model is saved to (model.json, weights.bin); null saves nothing. */
  readonly saveTo: string | null;
  /** What the plan of the run says is done otherwise than the source has it. */
  readonly notes: readonly SourceNote[];
  readonly backend: BackendInfo;
  /** Folder for this run's files; it exists. */
  readonly runDirectory: string;
  /** Record only models created inside one of these spans or with this name; null records all. */
  readonly only: { readonly spans: readonly SourceSpan[]; readonly name: string | null } | null;
  /** Replaces `epochs` of each fit. */
  readonly epochs: number | null;
  /** Batches between histograms; 0 switches them off. */
  readonly histogramInterval: number;
  /** Batches between statistics of the layers' outputs; 0 switches them off. */
  readonly activationInterval: number;
  readonly compiledStep: CompiledStep;
  /** False leaves every batch's gradient statistics out (they are NaN), to measure what they cost. */
  readonly statistics: boolean;
  /** Milliseconds that user code has to come to an end after Stop while it keeps calling training functions. */
  readonly stopGracePeriod: number;
  /** Bytes that the run's files may take; beyond it no batch rows are written and `storageFull` is sent once. */
  readonly maxRunBytes: number;
}

export type TrainerProblemKind =
  | 'user-code' // an uncaught error or unhandled rejection of the user's code
  | 'syntax' // the file cannot be parsed
  | 'missing-package' // an import that is not installed
  | 'needs-browser' // document, window and the like
  | 'unsupported-on-wasm' // an operation that the embedded default has no kernel for; location is the layer's line where known
  | 'backend' // the backend could not be loaded
  | 'model' // the model cannot be made: a layer or value that is not supported, a builder that returns none
  | 'data' // the data cannot be read, or does not fit the model
  | 'not-a-number' // warning: loss or gradients turned NaN or infinite
  | 'compiled-step' // warning: a compiled step gave other results than the eager one
  | 'worker-thread' // warning: a thread of the user's code trains, which is not recorded
  | 'storage' // warning: the run's files cannot be written
  | 'model-storage' // warning: the trained model cannot be saved
  | SourceNote['kind']; // note: the run does otherwise than its source says

/** Something that a person should read, in their terms. Thrown errors cross processes as this, never as Error objects. */
export interface TrainerProblem {
  readonly kind: TrainerProblemKind;
  /** `error` ends the run as failed; `warning` does not; a `note` was known before anything trained. */
  readonly severity: 'error' | 'warning' | 'note';
  /** One line: what happened, and what to do where that is known. */
  readonly message: string;
  /** Where in the user's code, where that is known. */
  readonly location: SourceLocation | null;
  /** For the log only. */
  readonly stack: string | null;
  /** Edits of the source that would mend it. */
  readonly fixes?: readonly ProblemFix[] | undefined;
}

/** A note as it crosses processes. */
export type NoteProblem = TrainerProblem & { readonly severity: 'note'; readonly kind: SourceNote['kind'] };

export const isNote = (problem: TrainerProblem): problem is NoteProblem => problem.severity === 'note';

export function noteProblem({ kind, text, file, line }: SourceNote): NoteProblem {
  const location = { file, line, column: 1 };
  return { kind, severity: 'note', message: text, location, stack: null };
}

/** An edit that a person can apply. */
export interface ProblemFix {
  /** In the imperative, such as `Set units to 3`. */
  readonly title: string;
  readonly span: SourceSpan;
  readonly newText: string;
}

export type TrainerPhase =
  | 'loading' // user code runs, no fit yet
  | 'training'
  | 'paused'
  | 'between-fits' // user code runs after a fit
  | 'held-open'; // nothing trains and the process only waits (a server, a timer)

/** What the host may ask of a trainer. */
export interface TrainerCommands {
  /** Ends the current fit after its batch; later fits return at once. */
  stop(): void;
  pause(): void;
  resume(): void;
}

/** What a trainer tells its host, in this order for each fit: fitStarted, records, epochs and step modes, fitEnded. */
export interface TrainerEvents {
  ready(event: { pid: number; node: string; backend: BackendInfo }): void;
  phase(phase: TrainerPhase): void;
  fitStarted(fit: FitSummary): void;
  records(records: RecordBatch): void;
  histogram(histogram: HistogramRecord): void;
  activations(activations: ActivationRecord): void;
  epochEnded(epoch: EpochRecord): void;
  /** The fit's steps go over to compiled, or back to eager, or are known to stay eager. */
  stepMode(mode: StepMode): void;
  fitEnded(end: FitEnd): void;
  /** The main thread has seen Stop: the fit that was under way, if any, has ended. */
  stopSeen(): void;
  problem(problem: TrainerProblem): void;
  storageFull(event: { bytes: number }): void;
  /** Last message: user code has come to its end or failed; everything is written. */
  ended(event: TrainerEnd): void;
}

export interface TrainerEnd {
  readonly outcome: 'completed' | 'stopped' | 'failed';
  readonly exitCode: number;
}
