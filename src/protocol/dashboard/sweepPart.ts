import * as v from 'valibot';
import { Count } from '../schema.js';
import { SweepImportance, SweepMeasure, SweepStatus, SweepValue } from '../sweep.js';
import { Floats, type Part, type VersionedSource } from './part.js';
import { Tone } from './runView.js';

/** What a sweep varies, as the page shows it. */
const SweepAxis = v.object({
  id: v.string(),
  scale: v.picklist(['linear', 'log', 'choice']),
  /** Those that there are, in order; of a range its ends. */
  values: v.array(SweepValue),
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

/** Of one trial in `figures`. */
export const SWEPT_FIGURES = ['best', 'last', 'firstGradient', 'seconds'] as const;
export type SweptFigure = (typeof SWEPT_FIGURES)[number];

/** A training of a sweep; the same object as long as nothing of it has changed. */
export interface SweptTrial extends v.InferOutput<typeof SweptTrial> {
  /** Its `SWEPT_FIGURES`; NaN for what is not there. */
  readonly figures: Float32Array;
}

/** What is said of a sweep as a whole. */
const SweepHead = v.object({
  id: v.string(),
  /** Of the model, and its place, such as `train.js:12`. */
  name: v.string(),
  place: v.string(),
  axes: v.array(SweepAxis),
  hasSeeds: v.boolean(),
  measure: v.nullable(SweepMeasure),
  /** Most important first. */
  importance: v.array(v.object(SweepImportance.entries)),
  /** Trial with the best value among those that are over; null for none. */
  best: v.nullable(Count),
  state: v.picklist(['starting', 'training', 'stopped', 'completed']),
  /** How importance is computed. */
  method: v.string(),
});

/** Many trainings of one model with other values each. */
export interface SweepView extends v.InferOutput<typeof SweepHead> {
  readonly trials: readonly SweptTrial[];
}

const SweepUpdate = v.object({
  /** Null where no sweep is shown. */
  shown: v.nullable(
    v.object({
      head: SweepHead,
      /** Numbers of all trials, in their order. */
      order: Floats,
      /** Those that the page does not have as they are. */
      changed: v.array(SweptTrial),
      /** Of each of those its `SWEPT_FIGURES`. */
      figures: Floats,
    }),
  ),
});
type SweepUpdate = v.InferOutput<typeof SweepUpdate>;

export const sweptFigure = ({ figures }: Pick<SweptTrial, 'figures'>, name: SweptFigure): number =>
  figures[SWEPT_FIGURES.indexOf(name)] ?? Number.NaN;

/** The sweep that is shown: of its trials only what has changed is sent, as there may be a thousand. */
export const sweepPart: Part<VersionedSource<SweepView>, SweepUpdate, { readonly shown: SweepView | null }> = {
  schema: SweepUpdate,
  empty: { shown: null },
  changes(source) {
    let last: unknown = null;
    let sent = new Set<SweptTrial>();
    return () => {
      const version = source.version();
      if (version === last) return null;
      last = version;
      const view = source.read();
      if (!view) return { shown: null };
      const { trials, ...head } = view;
      const changed = trials.filter((trial) => !sent.has(trial));
      sent = new Set(trials);
      const figures = Float32Array.from(changed.flatMap((trial) => [...trial.figures]));
      const order = Float32Array.from(trials, ({ trial }) => trial);
      return { shown: { head, order, changed: changed.map(({ figures: _, ...trial }) => trial), figures } };
    };
  },
  merge(state, { shown }) {
    if (!shown) return { shown: null };
    const { head, order, changed, figures } = shown;
    const before = state.shown?.id === head.id ? state.shown.trials : [];
    const width = SWEPT_FIGURES.length;
    const now = changed.map((trial, index) => ({
      ...trial,
      figures: figures.subarray(index * width, (index + 1) * width),
    }));
    const byNumber = new Map([...before, ...now].map((trial) => [trial.trial, trial]));
    const trials = [...order].flatMap((number) => byNumber.get(number) ?? []);
    return { shown: { ...head, trials } };
  },
};
