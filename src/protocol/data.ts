import * as v from 'valibot';

/**
 * Where a model that has no data gets it from, as `.vscode/gradlens.json` and `--data` say it. Paths are relative to the
 * workspace folder (on the command line: to the caller's folder).
 */
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));

const common = {
  /** Number of samples in a batch; the source's, else 32. */
  batchSize: v.optional(Count),
  /** Default true. */
  shuffle: v.optional(v.boolean()),
  seed: v.optional(v.pipe(v.number(), v.integer())),
  /** Share of the samples kept for validation. */
  validationSplit: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.9))),
  /** Shape of one sample as the model is to see it. */
  reshape: v.optional(v.array(Count)),
  /** How inputs are scaled. Images are divided by 255 unless it is given. */
  normalize: v.optional(v.picklist(['none', 'minmax', 'standard'])),
  /** How a target of classes is told to the model; by default what its loss and last layer need. */
  targetAs: v.optional(v.picklist(['onehot', 'index', 'number'])),
};

const ColumnUse = v.picklist(['number', 'onehot', 'index', 'skip']);

const RandomData = v.object({ kind: v.literal('random'), batches: v.optional(Count), ...common });

const BuiltInData = v.object({
  kind: v.literal('builtin'),
  /** A name that `gradlens datasets` lists. */
  name: v.string(),
  samples: v.optional(Count),
  noise: v.optional(v.pipe(v.number(), v.minValue(0))),
  ...common,
});

const TableData = v.object({
  kind: v.literal('table'),
  path: v.string(),
  /** By the file's ending where it is left out. */
  format: v.optional(v.picklist(['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow'])),
  delimiter: v.optional(v.string()),
  quote: v.optional(v.string()),
  /** Whether the first row names the columns; found out where it is left out. Without names columns are `1`, `2`, ... */
  header: v.optional(v.boolean()),
  /** Columns that the model is to predict. */
  target: v.pipe(v.array(v.string()), v.minLength(1)),
  columns: v.optional(v.record(v.string(), ColumnUse)),
  missing: v.optional(v.picklist(['drop', 'zero', 'mean', 'fail'])),
  ...common,
});

const ArrayData = v.object({
  kind: v.literal('arrays'),
  /** An .npy or .npz file with the inputs. */
  x: v.string(),
  /** An .npy or .npz file with the targets. */
  y: v.string(),
  /** Names of the arrays in an .npz. */
  xName: v.optional(v.string()),
  yName: v.optional(v.string()),
  ...common,
});

const ImageData = v.object({
  kind: v.literal('images'),
  /** A folder with one folder for each class. */
  path: v.string(),
  /** Height and width; the model's own where it is left out. */
  size: v.optional(v.tuple([Count, Count])),
  grayscale: v.optional(v.boolean()),
  ...common,
});

/** Earlier versions spelled a key otherwise. */
function withPresentNames(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('normalise' in data)) return data;
  const { normalise: normalize, ...others } = data;
  return { normalize, ...others };
}

export const DataSpec = v.pipe(
  v.unknown(),
  v.transform(withPresentNames),
  v.variant('kind', [RandomData, BuiltInData, TableData, ArrayData, ImageData]),
);

export type DataSpec = v.InferOutput<typeof DataSpec>;

/** What reading data may take, so that a small file cannot fill the memory. */
export interface DataLimits {
  /** Megabytes that a compressed file may unpack to in memory; text, which is read as a stream, may unpack to 16 times that. */
  readonly unpackedMB: number;
  /** Millions of pixels of a picture. */
  readonly megapixels: number;
}

export const DEFAULT_DATA_LIMITS: DataLimits = { unpackedMB: 1024, megapixels: 36 };

/** What data says of its samples' shapes, without the batch. */
export interface SampleShapes {
  /** Such as `houses.csv`. */
  readonly name: string;
  /** Null where it follows the model. */
  readonly input: readonly number[] | null;
  /** How many classes the targets have, or how many numbers each target is; null where that follows the model. */
  readonly output: { readonly classes: number } | { readonly numbers: number } | null;
}
