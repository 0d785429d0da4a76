import * as v from 'valibot';

/**
 * Messages between the dashboard's host side and its page. Both ends check what they get. The editor carries messages as
 * JSON beside typed arrays, and JSON turns NaN and infinities into null: every number that training computed therefore
 * travels in a typed array.
 */
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Floats = v.instance(Float32Array);
const Tone = v.picklist(['busy', 'paused', 'good', 'warning', 'error', 'neutral']);

/** One entry of the run picker. */
const RunItem = v.object({
  id: v.string(),
  name: v.string(),
  /** Such as `Completed` or `Training`. */
  status: v.string(),
  /** Milliseconds since the Unix epoch. */
  startedAt: v.number(),
});

const ProblemView = v.object({
  severity: v.picklist(['error', 'warning', 'note']),
  message: v.string(),
  /** Such as `train.js:12`; null where the place is not known. The page reveals it by its index in the list. */
  place: v.nullable(v.string()),
});

const FitItem = v.object({ fit: Count, label: v.string() });

const RunView = v.object({
  id: v.string(),
  name: v.string(),
  /** File name alone, and the whole path for a tooltip. */
  fileName: v.string(),
  file: v.string(),
  startedAt: v.number(),
  tone: Tone,
  /** The state in one or two words, and a sentence for what needs one. */
  status: v.string(),
  detail: v.nullable(v.string()),
  backend: v.object({ label: v.string(), title: v.string(), embedded: v.boolean() }),
  controls: v.object({
    stop: v.nullable(v.picklist(['stop', 'kill'])),
    pause: v.nullable(v.picklist(['pause', 'resume'])),
    /** Whether the run keeps a trained model. */
    saveModel: v.boolean(),
  }),
  ended: v.boolean(),
  /** False while its records are being read back from disk. */
  loaded: v.boolean(),
  problems: v.array(ProblemView),
  fits: v.array(FitItem),
});

const LayerView = v.object({
  name: v.string(),
  className: v.string(),
  activation: v.nullable(v.string()),
  /** Such as `? × 28 × 28 × 1`. */
  outputShape: v.string(),
  params: Count,
  /** The weight whose gradient stands for the layer, its kernel where it has one; null where none is recorded. */
  weight: v.nullable(v.string()),
  /** Why `weight` is null. */
  noGradient: v.nullable(v.picklist(['no weights', 'frozen'])),
  /** Whether its line in the source is known. */
  revealable: v.boolean(),
});

const FitView = v.object({
  fit: Count,
  name: v.string(),
  optimizer: v.string(),
  learningRate: v.nullable(v.number()),
  loss: v.string(),
  metrics: v.array(v.string()),
  /** Null for runs of versions that did not tell. */
  metricsOver: v.nullable(v.picklist(['batches', 'epoch'])),
  batchSize: v.nullable(v.number()),
  layers: v.array(LayerView),
});

const Progress = v.object({
  /** Epochs done and asked for. */
  epochs: Count,
  totalEpochs: v.nullable(Count),
  /** Batches done in the fit. */
  batches: Count,
  /** Batch of the current epoch, from 1, and how many an epoch has. */
  batch: v.nullable(Count),
  batchesPerEpoch: v.nullable(Count),
  /** 0 to 1; null where the end is not known. */
  fraction: v.nullable(v.number()),
  batchesPerSecond: v.nullable(v.number()),
  /** How its steps are done, and why they are eager; null until that is known. */
  stepMode: v.nullable(v.object({ mode: v.picklist(['compiled', 'eager']), reason: v.nullable(v.string()) })),
  /** Milliseconds. */
  timeLeft: v.nullable(v.number()),
});

/**
 * Buckets of one series from bucket `from` on. Earlier ones stay; where `size` (batches a bucket, a power of two) has grown, the
 * page merges them to it, so that a long series is never sent twice.
 */
const SeriesUpdate = v.object({
  key: v.string(),
  size: Count,
  from: Count,
  min: Floats,
  max: Floats,
  mean: Floats,
});

/** Mean gradient norms of each layer with a gradient, layer after layer, as `columns` buckets from bucket `from` on. */
const HeatUpdate = v.object({ size: Count, from: Count, columns: Count, values: Floats });

/** Logs of epochs from the `from`th on: rows of epoch, batches done, then one value a key. */
const EpochUpdate = v.object({ keys: v.array(v.string()), from: Count, rows: v.instance(Float64Array) });

/** Values of the last batch. */
const Latest = v.object({
  /** Loss, then metrics in the fit's order. */
  values: Floats,
  /** Of each layer all figures of the weight that stands for it, as `figureIndex` says; NaN where there is none. */
  layers: Floats,
  /** For each layer how many times smaller its gradient is than the last layer's, of the last batches; NaN where it has none. */
  belowLast: Floats,
});

/** The layers' outputs on the last measured batch, and over time. */
const Activations = v.object({
  step: Count,
  /** Of each layer all statistics, as `activationIndex` says. */
  layers: Floats,
  columns: Count,
  /** Of each layer `columns` shares over time: of the saturated where its activation saturates, else of zeros. */
  shares: Floats,
});

const Detail = v.object({ from: Count, to: Count, series: v.array(SeriesUpdate) });

const parts = {
  runs: v.optional(v.array(RunItem)),
  /** Bytes that all recorded runs take on disk. */
  diskBytes: v.optional(v.number()),
  run: v.optional(v.nullable(RunView)),
  fit: v.optional(v.nullable(FitView)),
  progress: v.optional(v.nullable(Progress)),
  series: v.optional(v.array(SeriesUpdate)),
  heat: v.optional(HeatUpdate),
  epochs: v.optional(EpochUpdate),
  latest: v.optional(Latest),
  activations: v.optional(Activations),
};

/** Host to page. Deltas belong to the snapshot of the same generation; others are stale and dropped. */
export const ToPage = v.variant('type', [
  v.object({ type: v.literal('snapshot'), generation: Count, ...parts }),
  v.object({ type: v.literal('delta'), generation: Count, ...parts }),
  v.object({ type: v.literal('detail'), generation: Count, detail: Detail }),
]);

const widths = { width: v.pipe(v.number(), v.minValue(0), v.maxValue(20_000)) };

/** Page to host. */
export const ToHost = v.variant('type', [
  /** The page listens; width in CSS pixels. Answered with a snapshot. */
  v.object({ type: v.literal('ready'), ...widths }),
  v.object({ type: v.literal('resized'), ...widths }),
  v.object({ type: v.literal('selectRun'), run: v.string() }),
  v.object({ type: v.literal('selectFit'), fit: Count }),
  v.object({
    type: v.literal('control'),
    run: v.string(),
    action: v.picklist(['stop', 'pause', 'resume', 'runAgain', 'saveModel', 'delete']),
  }),
  v.object({ type: v.literal('installTfjsNode') }),
  v.object({ type: v.literal('revealLayer'), layer: Count }),
  v.object({ type: v.literal('revealProblem'), problem: Count }),
  /** Asks for the batches [from, to) of every plotted series in at most `width` buckets; answered with `detail`. */
  v.object({ type: v.literal('range'), from: Count, to: Count, ...widths }),
]);

/** What the editor keeps for the page across a window reload. */
export const PageState = v.object({ run: v.string(), fit: v.nullable(Count) });

export type RunItem = v.InferOutput<typeof RunItem>;
export type ProblemView = v.InferOutput<typeof ProblemView>;
export type FitItem = v.InferOutput<typeof FitItem>;
export type RunView = v.InferOutput<typeof RunView>;
export type LayerView = v.InferOutput<typeof LayerView>;
export type FitView = v.InferOutput<typeof FitView>;
export type Progress = v.InferOutput<typeof Progress>;
export type SeriesUpdate = v.InferOutput<typeof SeriesUpdate>;
export type HeatUpdate = v.InferOutput<typeof HeatUpdate>;
export type EpochUpdate = v.InferOutput<typeof EpochUpdate>;
export type Latest = v.InferOutput<typeof Latest>;
export type Activations = v.InferOutput<typeof Activations>;
export type Detail = v.InferOutput<typeof Detail>;
export type ToPage = v.InferOutput<typeof ToPage>;
export type ToHost = v.InferOutput<typeof ToHost>;
export type PageState = v.InferOutput<typeof PageState>;
export type Tone = v.InferOutput<typeof Tone>;

/** The parts of a snapshot or delta; what is absent has not changed. */
export type PageParts = Omit<Extract<ToPage, { type: 'delta' }>, 'type' | 'generation'>;
