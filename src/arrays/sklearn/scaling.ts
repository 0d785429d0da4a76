import { type ArrayFunction, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { mapNumbers } from '../numpy/elementwise.js';
import { floats } from '../numpy/making.js';
import { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { operate } from '../numpy/operators.js';
import { quantile } from '../numpy/sorting.js';
import { type Arg, isList } from '../values.js';
import { type Fitted, matrixOf, Transformer } from './transformer.js';

const EPSILON = 2 ** -52;

/** Something for each column, from its numbers that are not NaN. */
function perColumn(matrix: NdArray, compute: (column: Float64Array) => number): Float64Array {
  const [rows = 0, columns = 0] = matrix.shape;
  const data = matrix.numbers();
  return Float64Array.from({ length: columns }, (_, at) =>
    compute(
      Float64Array.from({ length: rows }, (_, row) => data[row * columns + at] ?? 0).filter(
        (value) => !Number.isNaN(value),
      ),
    ),
  );
}

const sum = (numbers: Float64Array) => numbers.reduce((a, b) => a + b, 0);
const smallest = (numbers: Float64Array) => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const largest = (numbers: Float64Array) => numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** Scales below rounding are none: such a column is constant. */
function usable(
  scales: Float64Array,
  isConstant: (scale: number, at: number) => boolean = (scale) => scale < 10 * EPSILON,
): Float64Array {
  return scales.map((scale, at) => (isConstant(scale, at) ? 1 : scale));
}

/** Changes by columns in double precision, of the type that the values have. */
function linear(
  matrix: NdArray,
  shift: ArrayLike<number> | null,
  scale: ArrayLike<number> | null,
  order: 'shift first' | 'scale first',
): NdArray {
  const columns = matrix.shape[1] ?? 0;
  const round = matrix.dtype === 'float32' ? Math.fround : (value: number) => value;
  const data = matrix.copy();
  const out = data.data as Float64Array;
  for (let i = 0; i < out.length; i++) {
    const at = i % columns;
    let value = out[i] ?? 0;
    if (order === 'scale first' && scale) value = round(value * (scale[at] ?? 1));
    if (shift) value = round(value + (shift[at] ?? 0));
    if (order === 'shift first' && scale) value = value / (scale[at] ?? 1);
    out[i] = value;
  }
  return data;
}

const negative = (numbers: Float64Array | null) => numbers?.map((value) => -value) ?? null;

/** Shift by a center, then division by a scale. */
function centered(
  center: Float64Array | null,
  scale: Float64Array | null,
  attributes: Readonly<Record<string, Arg>>,
): Fitted {
  return {
    attributes,
    transform: (values) => linear(matrixOf(values), negative(center), scale, 'shift first'),
    inverse: (values) => linear(matrixOf(values), center, scale, 'scale first'),
  };
}

function standard(matrix: NdArray, withMean: boolean, withStd: boolean): Fitted {
  const mean = perColumn(matrix, (column) => sum(column) / column.length);
  let at = 0;
  const variance = perColumn(matrix, (column) => {
    const center = mean[at++] ?? 0;
    const apart = column.map((value) => value - center);
    const correction = sum(apart) ** 2 / column.length;
    return (sum(apart.map((value) => value * value)) - correction) / column.length;
  });
  const rows = matrix.shape[0] ?? 0;
  const scale = usable(variance.map(Math.sqrt), (_, i) => {
    const [own, center] = [variance[i] ?? 0, mean[i] ?? 0];
    return own <= rows * EPSILON * own + (rows * center * EPSILON) ** 2;
  });
  const attributes = { mean_: floats(mean), var_: floats(variance), scale_: floats(scale) };
  return centered(withMean ? mean : null, withStd ? scale : null, attributes);
}

const standardScaler = taking(
  '| copy~ with_mean with_std',
  (given) =>
    new Transformer('StandardScaler', (values) =>
      standard(matrixOf(values), given.flag('with_mean', true), given.flag('with_std', true)),
    ),
);

function range(value: Arg | undefined): [number, number] {
  const [low = 0, high = 1] = isList(value) ? value : [0, 1];
  if (typeof low !== 'number' || typeof high !== 'number')
    throw new NotKnown('a feature_range of this kind is not supported');
  return [low, high];
}

const minMaxScaler = taking('feature_range | copy~ clip', (given) => {
  const [low, high] = range(given.get('feature_range'));
  return new Transformer('MinMaxScaler', (values) => {
    const matrix = matrixOf(values);
    const [least, most] = [perColumn(matrix, smallest), perColumn(matrix, largest)];
    const spread = usable(most.map((value, i) => value - (least[i] ?? 0)));
    const scale = spread.map((value) => (high - low) / value);
    const shift = least.map((value, i) => low - value * (scale[i] ?? 1));
    const clip = (array: NdArray) =>
      given.flag('clip', false) ? mapNumbers(array, (value) => Math.min(Math.max(value, low), high), 'same') : array;
    return {
      attributes: {
        data_min_: floats(least),
        data_max_: floats(most),
        scale_: floats(scale),
        min_: floats(shift),
        data_range_: floats(spread),
      },
      transform: (other) => clip(linear(matrixOf(other), shift, scale, 'scale first')),
      inverse: (other) => linear(matrixOf(other), negative(shift), scale, 'shift first'),
    };
  });
});

const maxAbsScaler = taking(
  '| copy~',
  () =>
    new Transformer('MaxAbsScaler', (values) => {
      const scale = usable(perColumn(matrixOf(values), (column) => largest(column.map(Math.abs))));
      return centered(null, scale, { scale_: floats(scale) });
    }),
);

const robustScaler = taking(
  '| with_centering with_scaling quantile_range copy~ unit_variance!',
  (given) =>
    new Transformer('RobustScaler', (values) => {
      const matrix = matrixOf(values);
      const [low, high] = given.has('quantile_range') ? given.numbers('quantile_range') : [25, 75];
      const center = perColumn(matrix, (column) => quantile(column.toSorted(), 0.5));
      const spread = perColumn(matrix, (column) => {
        const sorted = column.toSorted();
        return quantile(sorted, (high ?? 75) / 100) - quantile(sorted, (low ?? 25) / 100);
      });
      const scale = usable(spread);
      const attributes = { center_: floats(center), scale_: floats(scale) };
      return centered(
        given.flag('with_centering', true) ? center : null,
        given.flag('with_scaling', true) ? scale : null,
        attributes,
      );
    }),
);

const lengths: Readonly<Record<string, (row: Float64Array) => number>> = {
  l1: (row) => sum(row.map(Math.abs)),
  l2: (row) => Math.sqrt(sum(row.map((value) => value * value))),
  max: (row) => largest(row.map(Math.abs)),
};

/** Rows of length 1. */
function normalized(values: Arg, norm: string, axis: number): NdArray {
  const matrix = matrixOf(values);
  const measure = lengths[norm];
  if (!measure) throw new NotKnown(`the norm "${norm}" is not supported`);
  if (axis === 0) {
    const scale = usable(perColumn(matrix, measure));
    return linear(matrix, null, scale, 'shift first');
  }
  const [rows = 0, columns = 0] = matrix.shape;
  const data = matrix.numbers();
  const scale = usable(
    Float64Array.from({ length: rows }, (_, row) =>
      measure(Float64Array.from(data.subarray(row * columns, (row + 1) * columns))),
    ),
  );
  return operate(
    '/',
    matrix,
    new NdArray(matrix.dtype, matrix.dtype === 'float32' ? Float32Array.from(scale) : scale, [rows, 1]),
  );
}

const normalizer = taking(
  'norm | copy~',
  (given) =>
    new Transformer('Normalizer', () => ({
      attributes: {},
      transform: (values) => normalized(values, given.text('norm', 'l2'), 1),
    })),
);

/** `scale(X)` and its like: fitted and done at once; a list of numbers stays one. */
const atOnce =
  (make: ArrayFunction): ArrayFunction =>
  (args, path) => {
    const [values = null, ...rest] = args.positional;
    if (rest.length > 0) throw new NotKnown(`${path} by position is not supported`);
    const array = asArray(values);
    const rows = array.ndim === 1 ? array.withShape([array.size, 1]) : array;
    const scaler = make({ positional: [], named: args.named }, path) as Transformer;
    return scaler.fit(rows).transform(rows).withShape(array.shape);
  };

export const scalingFunctions: Readonly<Record<string, ArrayFunction>> = {
  'sklearn.preprocessing.StandardScaler': standardScaler,
  'sklearn.preprocessing.MinMaxScaler': minMaxScaler,
  'sklearn.preprocessing.MaxAbsScaler': maxAbsScaler,
  'sklearn.preprocessing.RobustScaler': robustScaler,
  'sklearn.preprocessing.Normalizer': normalizer,
  'sklearn.preprocessing.scale': atOnce(standardScaler),
  'sklearn.preprocessing.minmax_scale': atOnce(minMaxScaler),
  'sklearn.preprocessing.maxabs_scale': atOnce(maxAbsScaler),
  'sklearn.preprocessing.robust_scale': atOnce(robustScaler),
  'sklearn.preprocessing.normalize': taking('X norm | axis copy~ return_norm!', (given) =>
    normalized(given.need('X'), given.text('norm', 'l2'), given.integer('axis', 1)),
  ),
};
