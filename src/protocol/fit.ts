import * as v from 'valibot';
import { FitSamples } from './fitSamples.js';
import { Count, entity, list, NumberOrNaN } from './schema.js';

/** A place in a source file; line and column count from 1. */
export const SourceLocation = entity({ file: v.string(), line: Count, column: Count });
export type SourceLocation = v.InferOutput<typeof SourceLocation>;

export const LayerSummary = entity({
  name: v.string(),
  className: v.string(),
  /** First character of the call expression that created the layer; null where no user code did (a loaded model). */
  location: v.nullable(SourceLocation),
  /** Rules that comments switch off there. */
  disabled: v.optional(list(v.string())),
  /** With null for the batch dimension. */
  outputShape: list(v.nullable(v.number())),
  params: v.number(),
  trainable: v.boolean(),
  activation: v.nullable(v.string()),
});
export type LayerSummary = v.InferOutput<typeof LayerSummary>;

const VariableSummary = entity({
  /** tfjs's name, such as `dense_Dense1/kernel`. */
  name: v.string(),
  /** The weight's own name: kernel, bias, recurrent_kernel, gamma, ... */
  weight: v.string(),
  /** Index into `layers` of the layer that owns it. */
  layer: v.number(),
  shape: list(v.number()),
});
export type VariableSummary = v.InferOutput<typeof VariableSummary>;

/** What of a model decides how much work one training step is. */
export interface ModelSize {
  readonly layers: readonly Pick<LayerSummary, 'className' | 'outputShape' | 'params'>[];
  readonly batchSize: number | null;
}

const MetricsOver = v.picklist(['batches', 'epoch']);
export type MetricsOver = v.InferOutput<typeof MetricsOver>;

/** What a fit goes through, and who said so. */
export const FitSetup = entity({
  /** The data that GradLens brings, such as `Two moons` or `iris.csv`; null where it is the source's own. */
  data: v.nullable(v.string()),
  /** Training samples; null where only reading all of them would tell. */
  samples: v.nullable(Count),
  /** Training samples that there are, where the run trains on a share of them; left out where it trains on all. */
  allSamples: v.optional(Count),
  /** Samples that each epoch is validated on; null where only reading all of them would tell, 0 for none. */
  validation: v.nullable(Count),
  /** Those are the last rows of the data that the fit is given; left out where they are not. */
  isSplit: v.optional(v.boolean()),
  /** A choice in `gradlens.json` or on the command line, else the source, else a default. */
  epochsFrom: v.picklist(['chosen', 'source', 'library', 'gradlens']),
  /** What the source says; null where it says nothing that can be read. */
  sourceEpochs: v.nullable(Count),
  /** Names of the data's classes, by their numbers; left out where it has none. */
  classes: v.optional(list(v.string())),
  /** Names of the inputs of a sample, in their order. */
  inputNames: v.optional(list(v.string())),
  /** What the numbers of its tokens seem to stand for, and the variable that says so; of a run's first fit that has some. */
  words: v.optional(entity({ from: v.string(), list: list(v.string()) })),
  /** What a sample counts for in the loss, by its class from 0; left out where all samples count alike. */
  classWeights: v.optional(list(NumberOrNaN)),
});
export type FitSetup = v.InferOutput<typeof FitSetup>;

/**
 * One fit: one `fit` or `fitDataset` call, or all consecutive `trainOnBatch` or `optimizer.minimize` steps of one model, or from the
 * second on all of its calls that are small enough to be steps.
 */
export const FitSummary = entity({
  /** Counts from 1 in its run. */
  fit: Count,
  kind: v.picklist(['fit', 'fitDataset', 'steps']),
  /** Its steps are those of small `fit` calls, which have epochs of their own. */
  joinsFits: v.optional(v.boolean()),
  /** Variable or property that holds the model where that is known, else the model's own name. */
  name: v.string(),
  /** First character of the call expression that created the model. */
  location: v.nullable(SourceLocation),
  /** Rules that comments switch off there. */
  disabled: v.optional(list(v.string())),
  /** `model.layers`, in order. */
  layers: list(LayerSummary),
  /** Variables whose gradients are recorded; the order of a record's `statistics`. */
  variables: list(VariableSummary),
  optimizer: v.string(),
  /** As the optimizer has it, NaN where a program has computed that; null where it tells none. */
  learningRate: v.nullable(NumberOrNaN),
  loss: v.string(),
  /** Metric labels as in tfjs logs (`acc`, `mse`, ...), without `loss`; the order of a record's `metrics`. */
  metrics: list(v.string()),
  /** What an epoch's metrics are computed over: its batches, of which they are the mean (tfjs), or the whole epoch at once (Keras). */
  metricsOver: v.optional(MetricsOver),
  batchSize: v.nullable(Count),
  /** Epochs asked for; null where only the user's loop knows. */
  epochs: v.nullable(Count),
  initialEpoch: Count,
  batchesPerEpoch: v.nullable(Count),
  /** What regularizers add to the loss at its begin; left out where they add none, or where that is not known. */
  penalty: v.optional(v.number()),
  /** Left out for steps, and by runs of earlier versions. */
  setup: v.optional(FitSetup),
  /** Whose outputs are kept; left out where none can be. */
  samples: v.optional(FitSamples),
  /** Why none are, as a sentence. */
  noSamples: v.optional(v.string()),
  /** Milliseconds since the Unix epoch. */
  startedAt: v.number(),
});
export type FitSummary = v.InferOutput<typeof FitSummary>;

/** tfjs logs of an epoch: loss, metrics and their `val_` twins, numbers as they are (NaN included). */
export const EpochRecord = entity({
  fit: Count,
  /** Counts from 0, as tfjs does. */
  epoch: Count,
  /** Batches done in the fit so far. */
  step: Count,
  logs: v.pipe(v.record(v.string(), NumberOrNaN), v.readonly()),
  /** What regularizers add to the training loss at its end; left out as in `FitSummary`, and where measuring it would slow the training. */
  penalty: v.optional(v.number()),
});
export type EpochRecord = v.InferOutput<typeof EpochRecord>;

/** How a fit's steps are done from one of its batches on. */
export const StepMode = entity({
  fit: Count,
  /** The first batch that is done so. */
  step: Count,
  /** `compiled`: a whole step is one call of TensorFlow; `eager`: op by op, as tfjs does it. */
  mode: v.picklist(['compiled', 'eager']),
  /** Why it is eager, as half a sentence for people, such as `custom layer Foo reads values`; null when compiled. */
  reason: v.nullable(v.string()),
});
export type StepMode = v.InferOutput<typeof StepMode>;

const FitOutcome = v.picklist(['completed', 'stopped', 'failed']);
export type FitOutcome = v.InferOutput<typeof FitOutcome>;

export const FitEnd = entity({ fit: Count, outcome: FitOutcome, epochs: Count, batches: Count, seconds: v.number() });
export type FitEnd = v.InferOutput<typeof FitEnd>;
