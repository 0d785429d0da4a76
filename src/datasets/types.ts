/** What a dataset tells of itself before a batch is read. */
export interface DatasetDescription {
  /** Such as `iris.csv` or `two moons`. */
  readonly name: string;
  /** Samples for training and for validation; null where only reading all of it would tell. */
  readonly rows: number | null;
  /** Training samples that there are, where `rows` are a share of them. */
  readonly allRows?: number;
  readonly validationRows: number | null;
  /** Shape of one input, without the batch. */
  readonly inputShape: readonly number[];
  /** Names of the input columns of a table, in order. */
  readonly inputNames: readonly string[] | null;
  readonly target: TargetDescription;
  /** Smallest and largest input value as the model sees it; null where only reading all of it would tell. */
  readonly inputRange: readonly [number, number] | null;
}

export type TargetDescription =
  /** Classes: `labels` in the order of their index, with how often each stands in the data where that is known. */
  | { readonly kind: 'classes'; readonly labels: readonly string[]; readonly counts: readonly number[] | null }
  /** Numbers, of this shape without the batch; smallest and largest where they are known. */
  | { readonly kind: 'numbers'; readonly shape: readonly number[]; readonly range?: readonly [number, number] }
  /** For each place of a sequence one of `vocabulary` tokens. */
  | { readonly kind: 'tokens'; readonly length: number; readonly vocabulary: number };

/** Samples one after the other, row-major. */
export interface DataBatch {
  readonly rows: number;
  /** rows x product of inputShape. */
  readonly x: Float32Array;
  /** Classes and tokens as their index, one number a sample (or place); numbers as they are. */
  readonly y: Float32Array;
}

export interface BatchOptions {
  readonly batchSize: number;
  /** From 0; with the seed it decides the order of the samples. */
  readonly epoch: number;
}

/** Samples for training that are few enough to be kept as a whole, so that a batch is the numbers of its rows. */
export interface WholeSamples {
  read(): Promise<DataBatch>;
  /** The samples of an epoch in their order, as rows of what `read` gives. @param epoch as in `BatchOptions` */
  order(epoch: number): Uint32Array;
}

/** Data that is open for training. Reading fails with a HumanError that names file, row and column. */
export interface Dataset {
  readonly description: DatasetDescription;
  /**
   * Null where they are too many, or take long to read.
   * @param targetSize numbers that a target takes in the form in which it is kept: one-hot, far more than are stored
   */
  whole(targetSize: number): WholeSamples | null;
  training(options: BatchOptions): AsyncIterable<DataBatch>;
  /** Null where nothing is kept for validation. */
  validation(options: Pick<BatchOptions, 'batchSize'>): AsyncIterable<DataBatch> | null;
  close(): Promise<void>;
}

/** What random data and pictures need to know of the model that they are for. */
export interface ModelShapes {
  /** Without the batch; null where the model leaves it open. */
  readonly input: readonly (number | null)[] | null;
  readonly output: readonly (number | null)[];
  /** Number of token ids where the first layer is an embedding. */
  readonly vocabulary: number | null;
  /** As tfjs names it, `categoricalCrossentropy`. */
  readonly loss: string | null;
  readonly lastActivation: string | null;
}
