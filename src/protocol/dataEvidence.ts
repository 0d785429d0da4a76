import * as v from 'valibot';
import { Count, entity, list } from './schema.js';

/** Over all elements of a fit's inputs, or of its targets. NaN and infinite elements are counted, and left out of the others. */
const Values = {
  /** Samples looked at. */
  samples: Count,
  min: v.number(),
  max: v.number(),
  mean: v.number(),
  /** Population standard deviation. */
  std: v.number(),
  notFinite: Count,
};

const Classes = {
  /** Samples of each class, most frequent first; of numbers none. */
  classes: list(Count),
  /** The number of each of them: its column, or its value. */
  labels: v.optional(list(v.number())),
};

const Compared = { compared: Count, share: v.number(), chance: v.number() };

const Outside = entity({
  ...Compared,
  /** Samples whose range they are held against. */
  trained: v.optional(Count),
});

/** `binary`: 0 and 1 in one column; `class-numbers`: whole numbers from 0 in one column. */
const TARGET_KINDS = ['one-hot', 'class-numbers', 'binary', 'numbers'] as const;

/** What a fit was given, as its trainer saw it before the first batch; in a dataset, over the batches so far. */
export const DataEvidence = entity({
  fit: Count,
  inputs: v.nullable(
    entity({
      ...Values,
      /** Share of the features that are the same in all samples. */
      constantFeatures: v.number(),
      /** The feature that equals the target of every sample, from 0. */
      targetFeature: v.optional(Count),
      /** Each sample is a window of one series, and goes on from the sample before; left out where it is none. */
      isSeries: v.optional(v.boolean()),
    }),
  ),
  targets: v.nullable(
    entity({
      ...Values,
      kind: v.picklist(TARGET_KINDS),
      ...Classes,
      /** Samples with more than one 1, of several columns that are all 0 or 1. */
      severalOnes: v.optional(Count),
      /** Mean over the columns of each one's variance: what mean squared error gives for guessing the mean. */
      variance: v.number(),
      /** Mean over the columns of each one's mean distance from its median: what mean absolute error gives for guessing it. */
      deviation: v.number(),
    }),
  ),
  /** Of its validation data, where these are known as a whole. */
  validation: v.optional(
    entity({
      /** Of their targets. */
      samples: Count,
      ...Classes,
      /** As of the training's targets. */
      variance: v.optional(v.number()),
      deviation: v.optional(v.number()),
      /** Samples that were looked for among those trained on, the share that is there, bit for bit, and the share that would be by chance. */
      shared: v.optional(entity(Compared)),
      /** The same of those with a value beyond all that are trained on; the chance is the mean over all draws. */
      inputsOutside: v.optional(Outside),
      targetsOutside: v.optional(Outside),
    }),
  ),
});
export type DataEvidence = v.InferOutput<typeof DataEvidence>;
