import * as v from 'valibot';
import { Count } from '../schema.js';
import { Floats, versioned } from './part.js';
import { Tone } from './runView.js';

/** One training of a pair: how it stands, and what is compared, over time. */
const TriedRun = v.object({
  state: v.picklist(['waiting', 'training', 'ended', 'failed']),
  /** Epochs, or stretches of batches, evenly spread; at most some hundred. */
  curve: Floats,
  /** Why it failed. */
  reason: v.nullable(v.string()),
});

export type TriedPair = v.InferOutput<typeof TriedPair>;
const TriedPair = v.object({
  seed: Count,
  before: TriedRun,
  after: TriedRun,
  /** What the edit did; null while one of the two trains. */
  outcome: v.nullable(v.picklist(['better', 'worse', 'undecided'])),
});

/** An edit that is tried: pairs of trainings with it and without it. */
export type TryItView = v.InferOutput<typeof TryItView>;
const TryItView = v.object({
  /** What the edit does, such as `Change 19 activations to relu`. */
  title: v.string(),
  /** Of the model, such as `train.js:12`. */
  place: v.string(),
  /** What is compared, such as `val_loss`. */
  measure: v.string(),
  pairs: v.array(TriedPair),
  /** Null while they train. */
  verdict: v.nullable(v.object({ tone: Tone, text: v.string() })),
});

/** Null where nothing is tried. */
export const tryItPart = versioned(v.object({ tried: v.nullable(TryItView) }));
