import * as v from 'valibot';
import { Lesson } from '../lesson.js';
import { Count } from '../schema.js';
import { PROBLEM_SEVERITIES } from '../severity.js';
import { STEP_UNITS } from '../trainer.js';

/** Colors a state, beside the words that tell it. */
export type Tone = v.InferOutput<typeof Tone>;
export const Tone = v.picklist(['busy', 'paused', 'good', 'warning', 'error', 'neutral']);

/** One entry of the run picker. */
export type RunItem = v.InferOutput<typeof RunItem>;
export const RunItem = v.object({
  id: v.string(),
  name: v.string(),
  /** Such as `Completed` or `Training`. */
  status: v.string(),
  /** Milliseconds since the Unix epoch. */
  startedAt: v.number(),
});

export type ProblemView = v.InferOutput<typeof ProblemView>;
const ProblemView = v.object({
  severity: v.picklist(PROBLEM_SEVERITIES),
  message: v.string(),
  /** Such as `train.js:12`; null where the place is not known. The page reveals it by its index in the list. */
  place: v.nullable(v.string()),
  /** Of a problem that a finding tells in the same words. */
  lesson: v.nullable(Lesson),
  /** Whether such a finding may have edits that help. */
  fixable: v.boolean(),
});

export type FitItem = v.InferOutput<typeof FitItem>;
const FitItem = v.object({ fit: Count, label: v.string() });

/** A run's own facts, without the numbers that change with each batch. */
export type RunView = v.InferOutput<typeof RunView>;
export const RunView = v.object({
  id: v.string(),
  name: v.string(),
  /** File name alone, and the whole path for a tooltip. */
  fileName: v.string(),
  file: v.string(),
  /** Whether the file is read and not run, as Python is: what it would print is not printed. */
  isRead: v.boolean(),
  startedAt: v.number(),
  tone: Tone,
  /** The state in one or two words, and a sentence for what needs one. */
  status: v.string(),
  detail: v.nullable(v.string()),
  backend: v.object({ label: v.string(), title: v.string(), embedded: v.boolean() }),
  controls: v.object({
    stop: v.nullable(v.picklist(['stop', 'kill'])),
    /** `continue`: trains on with numbers that broke. */
    pause: v.nullable(v.picklist(['pause', 'resume', 'continue'])),
    /** What it may train before it pauses again, beside a pause of its own. */
    steps: v.array(v.picklist(STEP_UNITS)),
    /** Batches a second at most; null for as fast as it can. */
    pace: v.nullable(v.number()),
    /** Such as `the weights of batch 37`: what a roll back goes on from; null where there is none. */
    rollBack: v.nullable(v.string()),
    /** Whether the run keeps a trained model. */
    saveModel: v.boolean(),
  }),
  ended: v.boolean(),
  /** False while its records are being read back from disk. */
  loaded: v.boolean(),
  problems: v.array(ProblemView),
  fits: v.array(FitItem),
});
