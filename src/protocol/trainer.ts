import * as v from 'valibot';
import { BackendInfo } from './backend.js';
import { DataEvidence } from './dataEvidence.js';
import { DepthAnswer } from './depth/answers.js';
import type { DepthQuestion } from './depth/question.js';
import { EpochRecord, FitEnd, FitSummary, SourceLocation, StepMode } from './fit.js';
import { KeptAnswer, type KeptQuestion } from './keptModel.js';
import type { BuildTask } from './launch.js';
import { Count, entity, list } from './schema.js';
import { PROBLEM_SEVERITIES } from './severity.js';
import { SOURCE_NOTE_KINDS, type SourceNote } from './sourceNote.js';
import { SourceSpan } from './sourceSpan.js';
import type { SourceText } from './sourceText.js';
import { Records } from './streams/streams.js';

/**
 * Whether steps are compiled where tfjs-node trains. `auto`: checked against eager steps before the takeover and rarely afterwards;
 * `verify`: checked often; `off`: every step stays eager.
 */
export const COMPILED_STEP = ['auto', 'verify', 'off'] as const;
export type CompiledStep = (typeof COMPILED_STEP)[number];

/** What happens where loss, gradients or weights turn NaN or infinite, as a person sets it. */
export const ON_NOT_A_NUMBER = ['stop', 'continue'] as const;
export type OnNotANumber = (typeof ON_NOT_A_NUMBER)[number];

/** What training goes on with after a roll back: a tenth of the learning rate, or the gradients' global norm clipped to 1. */
export const ROLL_BACKS = ['learning-rate', 'clipping'] as const;
export type RollBack = (typeof ROLL_BACKS)[number];

/**
 * Handed to the trainer at its start, as JSON over a pipe whose file descriptor the environment variable GRADLENS_TRAINER names (removed
 * before user code runs): a task may be larger than a system lets a variable be.
 */
export interface TrainerOptions {
  readonly runId: string;
  /** Absolute path of the file that Node runs, or, with `build`, of the file that defines the model. */
  readonly file: string;
  /** Texts that are run in place of what these files have on disk. */
  readonly sources: readonly SourceText[];
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
  /** What all random numbers follow from; null leaves them to chance. */
  readonly seed: number | null;
  /** The part of its training samples that each fit trains on, above 0 to 1. */
  readonly share: number;
  /** Batches between histograms; 0 switches them off. */
  readonly histogramInterval: number;
  /** Batches between statistics of the layers' outputs; 0 switches them off. */
  readonly activationInterval: number;
  /** Samples of each fit that are kept with what the model makes of them, at most; 0 keeps none. */
  readonly predictionSamples: number;
  readonly compiledStep: CompiledStep;
  /** At NaN or infinity: hold before the next batch until a person says how to go on, end the run as failed, or train on. */
  readonly onNotANumber: 'hold' | 'end' | 'continue';
  /** False leaves every batch's gradient statistics out (they are NaN), to measure what they cost. */
  readonly statistics: boolean;
  /** Milliseconds that user code has to come to an end after Stop while it keeps calling training functions. */
  readonly stopGracePeriod: number;
  /** What is measured at the model's first fit, which ends the run in place of training; null trains. */
  readonly depth: DepthQuestion | null;
  /** Asked of a kept model, in place of running a program; null runs it. */
  readonly asked: KeptQuestion | null;
  /** What lies in one folder is told, and kept in files, as if it were in another: on a machine that stands in for the person's. */
  readonly toldAs?: { readonly from: string; readonly to: string };
  /** Bytes that the run's files may take; beyond it no batch rows are written and `storageFull` is sent once. */
  readonly maxRunBytes: number;
}

const TrainerProblemKind = v.picklist([
  'user-code', // an uncaught error or unhandled rejection of the user's code
  'syntax', // the file cannot be parsed
  'missing-package', // an import that is not installed
  'needs-browser', // document, window and the like
  'unsupported-on-wasm', // an operation that the embedded default has no kernel for; location is the layer's line where known
  'backend', // the backend could not be loaded
  'model', // the model cannot be made: a layer or value that is not supported, a builder that returns none
  'data', // the data cannot be read, or does not fit the model
  'not-a-number', // warning: loss or gradients turned NaN or infinite
  'rolled-back', // warning: training went on from earlier weights, at a person's word
  'compiled-step', // warning: a compiled step gave other results than the eager one
  'worker-thread', // warning: a thread of the user's code trains, which is not recorded
  'seed', // warning: the run may not repeat itself bit for bit
  'storage', // warning: the run's files cannot be written
  'predictions', // warning: what the model makes of its samples cannot be computed
  'model-storage', // warning: the trained model cannot be saved
  ...SOURCE_NOTE_KINDS, // note: the run does otherwise than its source says
]);
export type TrainerProblemKind = v.InferOutput<typeof TrainerProblemKind>;

/** An edit that a person can apply. */
const ProblemFix = entity({
  /** In the imperative, such as `Set units to 3`. */
  title: v.string(),
  span: SourceSpan,
  newText: v.string(),
});
export type ProblemFix = v.InferOutput<typeof ProblemFix>;

/** Where numbers of a fit broke first: in what it was given, in a layer, in the loss, or (`outputs`) in it because the model's outputs had grown beyond all measure; null where only gradients and weights tell that they did. */
const BrokenNumbers = entity({
  fit: Count,
  step: Count,
  /** Infinite before it was NaN. */
  isInfinite: v.boolean(),
  first: v.nullable(v.picklist(['inputs', 'targets', 'layer', 'outputs', 'loss'])),
  /** Name of the layer. */
  layer: v.nullable(v.string()),
  /** Batches that the weights have seen that a roll back would go on from, 0 for those that the fit began with; null where none are kept. */
  kept: v.optional(v.nullable(Count)),
});
export type BrokenNumbers = v.InferOutput<typeof BrokenNumbers>;

/** Something that a person should read, in their terms. Thrown errors cross processes as this, never as Error objects. */
const TrainerProblem = entity({
  kind: TrainerProblemKind,
  severity: v.picklist(PROBLEM_SEVERITIES),
  /** One line: what happened, and what to do where that is known. */
  message: v.string(),
  /** Where in the user's code, where that is known. */
  location: v.nullable(SourceLocation),
  /** For the log only. */
  stack: v.nullable(v.string()),
  /** Edits of the source that would mend it. */
  fixes: v.optional(list(ProblemFix)),
  /** Of `not-a-number`. */
  broke: v.optional(BrokenNumbers),
});
export type TrainerProblem = v.InferOutput<typeof TrainerProblem>;

/** A note as it crosses processes. */
export type NoteProblem = TrainerProblem & { readonly severity: 'note'; readonly kind: SourceNote['kind'] };

export const isNote = (problem: TrainerProblem): problem is NoteProblem => problem.severity === 'note';

export function noteProblem({ kind, text, file, line }: SourceNote): NoteProblem {
  const location = { file, line, column: 1 };
  return { kind, severity: 'note', message: text, location, stack: null };
}

const TrainerPhase = v.picklist([
  'loading', // user code runs, no fit yet
  'training',
  'paused',
  'broken', // numbers broke: held before the next batch until a person says how to go on
  'between-fits', // user code runs after a fit
  'held-open', // nothing trains and the process only waits (a server, a timer)
]);
export type TrainerPhase = v.InferOutput<typeof TrainerPhase>;

/** Whether training waits between two batches for a person's word. */
export const isHeld = (phase: TrainerPhase): boolean => phase === 'paused' || phase === 'broken';

/** How far a person trains on before the next pause. */
export const STEP_UNITS = ['batch', 'epoch'] as const;
export type StepUnit = (typeof STEP_UNITS)[number];

/** Batches a second that slow motion may have. */
export const PACES = [20, 10, 5, 2, 1] as const;

/** What the host may ask of a trainer. */
export interface TrainerCommands {
  /** Ends the current fit after its batch; later fits return at once. */
  stop(): void;
  pause(): void;
  /** Ends a pause; where numbers broke, trains on with them. */
  resume(): void;
  /** Trains on to the end of the batch or of the epoch, with its validation, and pauses there. */
  step(unit: StepUnit): void;
  /** Slow motion. @param interval milliseconds from one batch to the next at least; 0 for none */
  pace(interval: number): void;
  /** Ends the hold of phase `broken`: trains on from the kept weights. */
  rollBack(how: RollBack): void;
}

/** What a trainer tells its host, in this order for each fit: fitStarted, records, epochs and step modes, fitEnded. */
export const TrainerEvent = {
  ready: entity({ pid: Count, node: v.string(), backend: BackendInfo }),
  phase: TrainerPhase,
  fitStarted: FitSummary,
  records: Records,
  epochEnded: EpochRecord,
  /** What the fit's data are: once where they are known as a whole, else again as more of them was seen. */
  dataSeen: DataEvidence,
  /** The fit's steps go over to compiled, or back to eager, or are known to stay eager. */
  stepMode: StepMode,
  fitEnded: FitEnd,
  /** The main thread has seen Stop: the fit that was under way, if any, has ended. */
  stopSeen: v.nullish(v.null()),
  problem: TrainerProblem,
  /** As far as it is known; each one takes the place of the last. */
  depth: DepthAnswer,
  /** What a kept model makes of a sample. */
  keptAnswer: KeptAnswer,
  /** The run's files have reached so many bytes, which is the limit. */
  storageFull: entity({ bytes: v.number() }),
  /** Last message: user code has come to its end or failed; everything is written. */
  ended: entity({ outcome: v.picklist(['completed', 'stopped', 'failed']), exitCode: v.pipe(v.number(), v.integer()) }),
};
export type TrainerEventName = keyof typeof TrainerEvent;
export type TrainerEventOf<Name extends TrainerEventName> = v.InferOutput<(typeof TrainerEvent)[Name]>;
export type TrainerEnd = TrainerEventOf<'ended'>;

/** Whoever listens to a trainer. */
export type TrainerEvents = { [Name in TrainerEventName]: (event: TrainerEventOf<Name>) => void };
