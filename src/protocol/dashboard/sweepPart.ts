import * as v from 'valibot';
import { Count } from '../schema.js';
import { SweepMeasure, SweepStatus, SweepValue } from '../sweep.js';
import { Floats, versioned } from './part.js';
import { Tone } from './runView.js';

/** What a sweep varies, as the page shows it. */
const SweepAxis = v.object({
  id: v.string(),
  scale: v.picklist(['linear', 'log', 'choice']),
  /** Those that there are, in order; of a range its ends. */
  values: v.array(SweepValue),
  /** Share of the variance of the trials' ranks that its values explain, and what they would by chance; null while too few trials tell. */
  importance: v.nullable(v.object({ share: v.number(), byChance: v.number() })),
});
export type SweepAxis = v.InferOutput<typeof SweepAxis>;

const SweptTrial = v.object({
  /** Counts from 1. */
  trial: Count,
  /** One for each axis. */
  values: v.array(SweepValue),
  seed: Count,
  status: SweepStatus,
  epochs: Count,
  verdict: v.nullable(v.object({ tone: Tone, word: v.string(), text: v.string() })),
  failure: v.nullable(v.string()),
  /** Whether it is over and recorded, so that it can be opened. */
  isOpenable: v.boolean(),
});
export type SweptTrial = v.InferOutput<typeof SweptTrial>;

/** Of one trial in `figures`. */
export const SWEPT_FIGURES = ['best', 'last', 'firstGradient', 'seconds'] as const;
export type SweptFigure = (typeof SWEPT_FIGURES)[number];

/** Many trainings of one model with other values each. */
const SweepView = v.object({
  /** Of the model, and its place, such as `train.js:12`. */
  name: v.string(),
  place: v.string(),
  axes: v.array(SweepAxis),
  hasSeeds: v.boolean(),
  measure: v.nullable(SweepMeasure),
  trials: v.array(SweptTrial),
  /** Of each trial its `SWEPT_FIGURES`; NaN for what is not there. */
  figures: Floats,
  /** Trial with the best value among those that are over; null for none. */
  best: v.nullable(Count),
  state: v.picklist(['training', 'stopped', 'completed']),
  /** How importance is computed. */
  method: v.string(),
});
export type SweepView = v.InferOutput<typeof SweepView>;

export const sweptFigure = ({ figures }: Pick<SweepView, 'figures'>, index: number, name: SweptFigure): number =>
  figures[index * SWEPT_FIGURES.length + SWEPT_FIGURES.indexOf(name)] ?? Number.NaN;

/** Null where no sweep is shown. */
export const sweepPart = versioned(v.object({ shown: v.nullable(SweepView) }));
