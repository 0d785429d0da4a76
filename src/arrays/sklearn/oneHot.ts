import { type Given, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { floats, integers } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { arrayOf, asArray } from '../numpy/nested.js';
import { columnStack } from '../numpy/shaping.js';
import { unique } from '../numpy/sorting.js';
import { type Arg, isList, isScalar } from '../values.js';
import { columnsOf, labelsOf, Transformer } from './transformer.js';

/** Values in ascending order, and the place of each among them. @throws {NotKnown} for one that fitting has not seen */
export class Classes {
  readonly values: NdArray;
  private readonly places: Map<Scalar, number>;

  constructor(values: NdArray) {
    this.values = unique(values).values;
    this.places = new Map(this.values.scalars().map((value, i) => [value, i]));
  }

  placeOf(value: Scalar): number | undefined {
    return this.places.get(value);
  }

  numbers(labels: readonly Scalar[]): number[] {
    return labels.map((label) => {
      const place = this.placeOf(label);
      if (place === undefined) throw new NotKnown(`the label ${String(label)} was unknown when the encoder was fitted`);
      return place;
    });
  }
}

export const labelBinarizer = taking(
  '| neg_label pos_label sparse_output!',
  (given) =>
    new Transformer('LabelBinarizer', (values) => {
      const classes = new Classes(arrayOf(labelsOf(values)));
      const count = classes.values.size;
      const [no, yes] = [given.integer('neg_label', 0), given.integer('pos_label', 1)];
      return {
        attributes: { classes_: classes.values },
        transform: (other) => {
          const places = labelsOf(other).map((label) => classes.placeOf(label) ?? -1);
          const columns = count <= 2 ? [count - 1 || 1] : Array.from({ length: count }, (_, i) => i);
          const data = places.flatMap((place) => columns.map((column) => (place === column ? yes : no)));
          return integers(data, [places.length, columns.length]);
        },
      };
    }),
);

/** Categories of each column, found or given. */
function categoriesOf(given: Given, columns: readonly NdArray[]): Classes[] {
  const wanted = given.get('categories') ?? 'auto';
  if (wanted === 'auto') return columns.map((column) => new Classes(column));
  if (!isList(wanted)) throw new NotKnown('categories of this kind are not supported');
  return wanted.map((each) => {
    const values = asArray(each);
    const sorted = unique(values).values.scalars();
    if (values.scalars().some((value, i) => value !== sorted[i]))
      throw new NotKnown('categories in an order of their own are not supported');
    return new Classes(values);
  });
}

function droppedOf(given: Given, classes: readonly Classes[]): (number | null)[] {
  const drop = given.get('drop') ?? null;
  if (drop === null) return classes.map(() => null);
  if (drop === 'first') return classes.map(() => 0);
  if (drop === 'if_binary') return classes.map(({ values }) => (values.size === 2 ? 0 : null));
  throw new NotKnown('dropping these categories is not supported');
}

export const oneHotEncoder = taking(
  '| categories drop sparse_output~ sparse~ dtype handle_unknown',
  (given) =>
    new Transformer('OneHotEncoder', (values) => {
      const classes = categoriesOf(given, columnsOf(values));
      const dropped = droppedOf(given, classes);
      const ignores = given.text('handle_unknown', 'error') !== 'error';
      return {
        attributes: { categories_: classes.map(({ values: own }) => own) },
        transform: (other) => {
          const blocks = columnsOf(other).map((column, at) => {
            const own = classes[at] ?? new Classes(column);
            const places = column.scalars().map((value) => own.placeOf(value));
            if (!ignores && places.includes(undefined))
              throw new NotKnown('a category was unknown when the encoder was fitted');
            const kept = Array.from({ length: own.values.size }, (_, i) => i).filter((i) => i !== dropped[at]);
            return floats(Float64Array.from(places.flatMap((place) => kept.map((i) => Number(place === i)))), [
              places.length,
              kept.length,
            ]);
          });
          return columnStack(blocks).astype(given.dtype('float64'));
        },
      };
    }),
);

export const multiLabelBinarizer = taking(
  '| classes! sparse_output!',
  () =>
    new Transformer('MultiLabelBinarizer', (values) => {
      const rows = (value: Arg) =>
        isList(value) ? value.map((row) => (isList(row) ? row.filter(isScalar) : asArray(row).scalars())) : null;
      const lists = rows(values);
      if (!lists) throw new NotKnown('labels of this kind are not supported');
      const classes = new Classes(arrayOf(lists.flat()));
      return {
        attributes: { classes_: classes.values },
        transform: (other: Arg) => {
          const own = rows(other) ?? [];
          const all = classes.values.scalars();
          return integers(
            own.flatMap((row) => all.map((value) => Number(row.includes(value)))),
            [own.length, all.length],
          );
        },
      };
    }),
);
