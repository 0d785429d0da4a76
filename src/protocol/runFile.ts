import * as v from 'valibot';
import { BackendInfo } from './backend.js';
import { Seed } from './seed.js';
import { StoredVerdict } from './verdict.js';

/** The best that a run came to; of one without validation, and without accuracy, its last loss. */
const BestValue = v.object({
  /** As in the logs: `val_acc`, `val_loss`, `acc`, or `loss`. */
  name: v.string(),
  value: v.number(),
  fit: v.number(),
  /** From 0. */
  epoch: v.number(),
});
export type BestValue = v.InferOutput<typeof BestValue>;

/** Which trial of which sweep a run is. */
const SweepRun = v.object({ id: v.string(), trial: v.number() });
export type SweepRun = Readonly<v.InferOutput<typeof SweepRun>>;

/** What one training step of a model takes. */
const StepSize = v.object({
  /** Floating point operations, right to a factor of two. */
  operations: v.number(),
  /** What the model is made of: `convolutional` with one convolution or pool, else `recurrent` with one recurrent layer. */
  kind: v.picklist(['convolutional', 'recurrent', 'dense']),
});
export type StepSize = v.InferOutput<typeof StepSize>;

/**
 * The format of a run's files; those of the first one carry none. It is raised where a reader of the format before would misread
 * them. A further column is no reason: columns are read by their names, and one that a reader does not know is left alone.
 */
export const RUN_FORMAT = 2;

export const isNewerFormat = (format: number): boolean => format > RUN_FORMAT;

/** @param what of it, such as `This run` */
export const newerFormatText = (what: string, format: number): string =>
  `${what} was recorded by a newer GradLens (format ${format}, this one reads up to ${RUN_FORMAT}). Update GradLens to open it; its files are left unchanged.`;

/** A model's entry in `gradlens.json` as a run had it: its key, and a hash, as it may hold variables that nobody else is to read. */
export type RunChoices = v.InferOutput<typeof RunChoices>;
const RunChoices = v.object({ key: v.string(), hash: v.string() });

/**
 * A run's folder: `run.json` (this header, written by the host), `events.ndjson` (one of a trainer's events a line except
 * records, as [name, payload], numbers that JSON lacks as strings), `sources.ndjson` (what ran), `output.ndjson` (the end of what it printed), and for each fit N `fit-N.arrow` and a file for each sampled stream, such
 * as `fit-N.activations.arrow` and `fit-N.ranks.arrow` (Apache Arrow IPC streams, appended while training; a cut-off tail is ignored by readers).
 */
export const RunHeader = v.object({
  id: v.string(),
  /** Left out in the first format. */
  format: v.optional(v.number()),
  file: v.string(),
  cwd: v.string(),
  /** The model whose lens was clicked. Its file, where another one than `file` defines it. */
  model: v.nullable(v.object({ name: v.string(), line: v.number(), file: v.optional(v.string()) })),
  startedAt: v.number(),
  /** Files of the data that the trainer was given; left out where there are none. */
  dataFiles: v.optional(v.array(v.string())),
  /** Name of the data that was chosen; null where the run had its own, left out where that is not known. */
  dataName: v.optional(v.nullable(v.string())),
  /** Left out where they are not known. */
  choices: v.optional(RunChoices),
  /** What its random numbers followed from; left out, or null, where they were left to chance. */
  seed: v.optional(v.nullable(Seed)),
  /** The part of its training samples that it trained on; left out where all. */
  share: v.optional(v.number()),
  /** Left out, or null, of a run that is none of a sweep. */
  sweep: v.optional(v.nullable(SweepRun)),
  /** What a training step takes, as known at the end: TensorFlow's settings of the next run are chosen by it. */
  largestStep: v.optional(v.nullable(StepSize)),
  backend: BackendInfo,
  /** Null while it runs; a run found so whose owner is gone was interrupted, as one whose owner had the time to say so. */
  end: v.nullable(
    v.object({
      outcome: v.picklist(['completed', 'stopped', 'failed', 'killed', 'nothing-trained', 'interrupted']),
      message: v.nullable(v.string()),
      verdict: v.optional(v.nullable(StoredVerdict)),
      best: v.optional(v.nullable(BestValue)),
      endedAt: v.number(),
    }),
  ),
  /** Process id of the host that owns it, to tell an interrupted run from one of another window. */
  ownerPid: v.number(),
  /** What tells it from a later process with that id, where the system does (`system/processIdentity`). */
  owner: v.optional(v.nullable(v.string())),
});
export type RunHeader = v.InferOutput<typeof RunHeader>;

/** Of a newer format's header what can be shown; the rest may have changed its meaning. */
export const NewerRunHeader = v.object({
  id: v.string(),
  format: v.pipe(v.number(), v.check(isNewerFormat)),
  file: v.fallback(v.string(), ''),
  cwd: v.fallback(v.string(), ''),
  model: v.fallback(RunHeader.entries.model, null),
  startedAt: v.fallback(v.number(), 0),
  backend: v.fallback(RunHeader.entries.backend, { kind: 'tfjs-node', version: '', origin: 'project', path: '' }),
  end: v.fallback(RunHeader.entries.end, null),
  ownerPid: v.fallback(v.number(), 0),
  owner: v.fallback(v.nullable(v.string()), null),
});

export const RUN_HEADER_FILE = 'run.json';
/** Stands in the folder of a run that is never deleted to make room. */
export const PINNED_FILE = 'pinned';
/** What a person calls a run, and wrote about it. */
export const LABEL_FILE = 'label.json';
export const RunLabel = v.object({ name: v.nullable(v.string()), note: v.nullable(v.string()) });
export type RunLabel = v.InferOutput<typeof RunLabel>;
export const EVENTS_FILE = 'events.ndjson';
/** The user's files as the run had them, one a line. */
export const SOURCES_FILE = 'sources.ndjson';
/** The end of what a run printed, one line a line. */
export const OUTPUT_FILE = 'output.ndjson';
/** Where the trained model is kept, as tfjs saves it: model.json and weights.bin. */
export const MODEL_FOLDER = 'model';
/** What tfjs names the file that tells of a model's layers; its weights lie beside it. */
export const MODEL_FILE = 'model.json';
