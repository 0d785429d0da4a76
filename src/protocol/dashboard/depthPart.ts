import * as v from 'valibot';
import { DepthAnswer } from '../depth/answers.js';
import { DepthLesson } from '../depth/question.js';
import { versioned } from './part.js';

/** A layer of the measured model as the page names it. */
export type DepthLayer = v.InferOutput<typeof DepthLayer>;
const DepthLayer = v.object({
  /** By its position in the model: `1 Dense 16 relu`. */
  label: v.string(),
  /** From 1; null where no source shows it, and in a notebook, whose lines nobody counts. */
  line: v.nullable(v.number()),
  /** Weights and biases. */
  params: v.number(),
  /** For one sample, forward alone; null where it cannot be told. */
  multiplyAdds: v.nullable(v.object({ count: v.number(), how: v.string() })),
});

/** A lesson on what depth does, on a person's own model. */
export type DepthView = v.InferOutput<typeof DepthView>;
const DepthView = v.object({
  /** Of the model, and its place, such as `train.js:12`. */
  name: v.string(),
  place: v.string(),
  lesson: DepthLesson,
  isBusy: v.boolean(),
  /** As far as it is known; null before. */
  answer: v.nullable(DepthAnswer),
  failure: v.nullable(v.string()),
  layers: v.array(DepthLayer),
  /** Titles of edits that help. */
  fixes: v.array(v.string()),
});

/** Null where no lesson is shown. */
export const depthPart = versioned(v.object({ shown: v.nullable(DepthView) }));
