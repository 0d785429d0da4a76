import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { filled, floats, integers } from '../numpy/making.js';
import { arrayOf, asArray } from '../numpy/nested.js';
import { columnStack } from '../numpy/shaping.js';
import { compareScalars, quantile, unique } from '../numpy/sorting.js';
import { isMissing } from '../pandas/missing.js';
import { isList, isScalar } from '../values.js';
import { Classes, labelBinarizer, multiLabelBinarizer, oneHotEncoder } from './oneHot.js';
import { columnsOf, type Fitted, labelsOf, matrixOf, Transformer } from './transformer.js';

const labelEncoder = taking(
  '',
  () =>
    new Transformer('LabelEncoder', (values) => {
      const classes = new Classes(arrayOf(labelsOf(values)));
      return {
        attributes: { classes_: classes.values },
        transform: (other) => integers(classes.numbers(labelsOf(other))),
        inverse: (other) => arrayOf(labelsOf(other).map((at) => classes.values.scalars()[Number(at)] ?? null)),
      };
    }),
);

const ordinalEncoder = taking(
  '| categories dtype handle_unknown unknown_value',
  (given) =>
    new Transformer('OrdinalEncoder', (values) => {
      const lists = given.get('categories') ?? 'auto';
      const columns = columnsOf(values);
      const orders = isList(lists)
        ? lists.map((each) => asArray(each).scalars())
        : columns.map((column) => unique(column).values.scalars());
      const places = orders.map((order) => new Map(order.map((value, i) => [value, i])));
      const other =
        given.text('handle_unknown', 'error') === 'error' ? null : given.number('unknown_value', Number.NaN);
      return {
        attributes: { categories_: orders.map((order) => arrayOf(order)) },
        transform: (rows) =>
          columnStack(
            columnsOf(rows).map((column, at) =>
              floats(
                Float64Array.from(column.scalars(), (value) => {
                  const place = places[at]?.get(value) ?? other;
                  if (place === null)
                    throw new NotKnown(`the category ${String(value)} was unknown when the encoder was fitted`);
                  return place;
                }),
              ),
            ),
          ).astype(given.dtype('float64')),
      };
    }),
);

const simpleImputer = taking(
  '| missing_values strategy fill_value copy~ add_indicator! keep_empty_features!',
  (given) =>
    new Transformer('SimpleImputer', (values) => {
      const strategy = given.text('strategy', 'mean');
      const wanted = given.get('missing_values');
      const isGap = (value: Scalar) =>
        wanted === undefined || wanted === null || (typeof wanted === 'number' && Number.isNaN(wanted))
          ? isMissing(value)
          : value === wanted;
      const fills = columnsOf(values).map((column) =>
        fillOf(
          strategy,
          column.scalars().filter((value) => !isGap(value)),
          given,
        ),
      );
      return {
        attributes: { statistics_: arrayOf(fills) },
        transform: (rows) => {
          const columns = columnsOf(rows).map((column, at) =>
            arrayOf(column.scalars().map((value) => (isGap(value) ? (fills[at] ?? null) : value))),
          );
          const table = columnStack(columns);
          return table.dtype === 'int64' ? table.astype('float64') : table;
        },
      };
    }),
);

function fillOf(strategy: string, present: Scalar[], given: Given): Scalar {
  if (strategy === 'constant') {
    const value = given.get('fill_value') ?? (present.some((each) => typeof each === 'string') ? 'missing_value' : 0);
    if (isScalar(value)) return value;
    throw new NotKnown('a fill_value of this kind is not supported');
  }
  if (present.length === 0) throw new NotKnown('a column in which everything is missing is not supported');
  if (strategy === 'most_frequent') {
    const counts = new Map<Scalar, number>();
    for (const value of present) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort(([a, n], [b, m]) => m - n || compareScalars(a, b))[0]?.[0] ?? null;
  }
  const numbers = arrayOf(present).numbers();
  if (strategy === 'median') return quantile(Float64Array.from(numbers).sort(), 0.5);
  if (strategy !== 'mean') throw new NotKnown(`the strategy "${strategy}" is not supported`);
  return Array.from(numbers).reduce((a, b) => a + b, 0) / numbers.length;
}

/** Products of columns up to a degree, in the order of scikit-learn. */
function combinations(count: number, degree: number, interactionOnly: boolean): number[][] {
  const next = (from: number, left: number): number[][] =>
    left === 0
      ? [[]]
      : Array.from({ length: count - from }, (_, i) => from + i).flatMap((at) =>
          next(interactionOnly ? at + 1 : at, left - 1).map((rest) => [at, ...rest]),
        );
  return next(0, degree);
}

const polynomialFeatures = taking(
  'degree | interaction_only include_bias order~',
  (given) =>
    new Transformer('PolynomialFeatures', (values): Fitted => {
      const columns = matrixOf(values).shape[1] ?? 0;
      const first = given.flag('include_bias', true) ? 0 : 1;
      const degrees = Array.from({ length: given.integer('degree', 2) + 1 - first }, (_, i) => i + first);
      const terms = degrees.flatMap((degree) => combinations(columns, degree, given.flag('interaction_only', false)));
      return {
        attributes: { n_output_features_: terms.length },
        transform: (other) => {
          const matrix = matrixOf(other);
          const data = matrix.numbers();
          const [rows = 0] = matrix.shape;
          const out = filled([rows, terms.length], 1, matrix.dtype);
          for (let row = 0; row < rows; row++)
            for (const [i, term] of terms.entries())
              out.data[row * terms.length + i] = term.reduce(
                (product, at) => product * (data[row * columns + at] ?? 0),
                1,
              ) as never;
          return out;
        },
      };
    }),
);

export const encodingFunctions: Readonly<Record<string, ArrayFunction>> = {
  'sklearn.preprocessing.LabelEncoder': labelEncoder,
  'sklearn.preprocessing.LabelBinarizer': labelBinarizer,
  'sklearn.preprocessing.MultiLabelBinarizer': multiLabelBinarizer,
  'sklearn.preprocessing.OneHotEncoder': oneHotEncoder,
  'sklearn.preprocessing.OrdinalEncoder': ordinalEncoder,
  'sklearn.preprocessing.PolynomialFeatures': polynomialFeatures,
  'sklearn.preprocessing.label_binarize': taking('y | classes neg_label pos_label', (given) => {
    const binarizer = labelBinarizer({ positional: [], named: new Map() }, 'LabelBinarizer') as Transformer;
    binarizer.fit(given.need('classes'));
    return binarizer.transform(given.need('y'));
  }),
  'sklearn.impute.SimpleImputer': simpleImputer,
  'sklearn.preprocessing.Imputer': simpleImputer,
};
