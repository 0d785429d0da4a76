/** A place in a source file; line and column count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface LayerSummary {
  readonly name: string;
  readonly className: string;
  /** First character of the call expression that created the layer; null where no user code did (a loaded model). */
  readonly location: SourceLocation | null;
  /** With null for the batch dimension. */
  readonly outputShape: readonly (number | null)[];
  readonly params: number;
  readonly trainable: boolean;
  readonly activation: string | null;
}

export interface VariableSummary {
  /** tfjs's name, such as `dense_Dense1/kernel`. */
  readonly name: string;
  /** The weight's own name: kernel, bias, recurrent_kernel, gamma, ... */
  readonly weight: string;
  /** Index into `layers` of the layer that owns it. */
  readonly layer: number;
  readonly shape: readonly number[];
}

/** What of a model decides how much work one training step is. */
export interface ModelSize {
  readonly layers: readonly Pick<LayerSummary, 'className' | 'outputShape' | 'params'>[];
  readonly batchSize: number | null;
}

export type MetricsOver = 'batches' | 'epoch';

/**
 * One fit: one `fit` or `fitDataset` call, or all consecutive `trainOnBatch` or `optimizer.minimize` steps of one model, or from the
 * second on all of its calls that are small enough to be steps.
 */
export interface FitSummary {
  /** Counts from 1 in its run. */
  readonly fit: number;
  readonly kind: 'fit' | 'fitDataset' | 'steps';
  /** Its steps are those of small `fit` calls, which have epochs of their own. */
  readonly joinsFits?: boolean | undefined;
  /** Variable or property that holds the model where that is known, else the model's own name. */
  readonly name: string;
  /** First character of the call expression that created the model. */
  readonly location: SourceLocation | null;
  /** `model.layers`, in order. */
  readonly layers: readonly LayerSummary[];
  /** Variables whose gradients are recorded; the order of a record's `statistics`. */
  readonly variables: readonly VariableSummary[];
  readonly optimizer: string;
  readonly learningRate: number | null;
  readonly loss: string;
  /** Metric labels as in tfjs logs (`acc`, `mse`, ...), without `loss`; the order of a record's `metrics`. */
  readonly metrics: readonly string[];
  /** What an epoch's metrics are computed over: its batches, of which they are the mean (tfjs), or the whole epoch at once (Keras). */
  readonly metricsOver?: MetricsOver | undefined;
  readonly batchSize: number | null;
  /** Epochs asked for; null where only the user's loop knows. */
  readonly epochs: number | null;
  readonly initialEpoch: number;
  readonly batchesPerEpoch: number | null;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
}

/** tfjs logs of an epoch: loss, metrics and their `val_` twins, numbers as they are (NaN included). */
export interface EpochRecord {
  readonly fit: number;
  /** Counts from 0, as tfjs does. */
  readonly epoch: number;
  /** Batches done in the fit so far. */
  readonly step: number;
  readonly logs: Readonly<Record<string, number>>;
}

/** How a fit's steps are done from one of its batches on. */
export interface StepMode {
  readonly fit: number;
  /** The first batch that is done so. */
  readonly step: number;
  /** `compiled`: a whole step is one call of TensorFlow; `eager`: op by op, as tfjs does it. */
  readonly mode: 'compiled' | 'eager';
  /** Why it is eager, as half a sentence for people, such as `custom layer Foo reads values`; null when compiled. */
  readonly reason: string | null;
}

export type FitOutcome = 'completed' | 'stopped' | 'failed';

export interface FitEnd {
  readonly fit: number;
  readonly outcome: FitOutcome;
  readonly epochs: number;
  readonly batches: number;
  readonly seconds: number;
}
