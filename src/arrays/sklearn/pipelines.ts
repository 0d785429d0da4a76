import { type ArrayFunction, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { getItem } from '../numpy/indexing.js';
import { integers } from '../numpy/making.js';
import { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { columnStack } from '../numpy/shaping.js';
import { DataFrame } from '../pandas/tables.js';
import { type Arg, isList, Slice } from '../values.js';
import { Transformer } from './transformer.js';

/** What is fitted and transforms: `passthrough` changes nothing. */
function stepOf(value: Arg | undefined): Transformer | null {
  if (value instanceof Transformer) return value;
  if (value === 'passthrough' || value === null) return null;
  throw new NotKnown('a step of this kind is not supported');
}

function namedSteps(value: Arg): (Transformer | null)[] {
  if (!isList(value)) throw new NotKnown('steps of this kind are not supported');
  return value.map((step) => stepOf(isList(step) ? step[1] : undefined));
}

/** Transformers one after the other. */
function pipeline(steps: readonly (Transformer | null)[]): Transformer {
  return new Transformer('Pipeline', (values) => {
    steps.reduce<Arg>((rows, step) => (step ? step.fit(rows).transform(rows) : rows), values);
    return {
      attributes: {},
      transform: (other) => asArray(steps.reduce<Arg>((rows, step) => (step ? step.transform(rows) : rows), other)),
    };
  });
}

/** Places of columns that are given by names, numbers or a mask. */
function placesOf(values: Arg, columns: Arg): number[] {
  const count = values instanceof DataFrame ? values.data.length : (asArray(values).shape[1] ?? 0);
  const all = integers(Array.from({ length: count }, (_, i) => i));
  if (columns instanceof Slice) return Array.from(asArray(getItem(all, [columns])).numbers());
  const wanted = asArray(columns);
  if (wanted.ndim !== 1) throw new NotKnown('columns given in this way are not supported');
  if (wanted.dtype === 'bool') return Array.from(asArray(getItem(all, [wanted])).numbers());
  return wanted.scalars().map((name) => {
    if (typeof name === 'number') return name < 0 ? name + count : name;
    if (values instanceof DataFrame) return values.placeOf(name);
    throw new NotKnown('an array has no names of columns');
  });
}

function picked(values: Arg, places: readonly number[]): Arg {
  if (values instanceof DataFrame) return values.withColumns(places);
  const rows = getItem(asArray(values), [new Slice(null, null, null), [...places]]);
  if (rows instanceof NdArray) return rows;
  throw new NotKnown('columns given in this way are not supported');
}

interface Part {
  readonly step: Transformer | null;
  readonly columns: Arg;
}

/** Transformers side by side, each on columns of its own. */
function sideBySide(parts: readonly Part[], remainder: Arg): Transformer {
  return new Transformer('ColumnTransformer', (values) => {
    const own = parts.map(({ step, columns }) => ({ step, places: placesOf(values, columns) }));
    const used = new Set(own.flatMap(({ places }) => places));
    const count = values instanceof DataFrame ? values.data.length : (asArray(values).shape[1] ?? 0);
    const rest = Array.from({ length: count }, (_, i) => i).filter((i) => !used.has(i));
    const all = remainder === 'drop' || rest.length === 0 ? own : [...own, { step: stepOf(remainder), places: rest }];
    for (const { step, places } of all) step?.fit(picked(values, places));
    return {
      attributes: {},
      transform: (other) =>
        columnStack(
          all.map(({ step, places }) => {
            const rows = picked(other, places);
            return step ? step.transform(rows) : asArray(rows);
          }),
        ),
    };
  });
}

function partsOf(list: readonly Arg[], stepAt: number): Part[] {
  return list.flatMap((entry): Part[] => {
    if (!isList(entry)) throw new NotKnown('transformers of this kind are not supported');
    const [step, columns = null] = entry.slice(stepAt);
    return step === 'drop' ? [] : [{ step: stepOf(step), columns }];
  });
}

const options = 'remainder sparse_threshold~ n_jobs~ verbose~ verbose_feature_names_out~ force_int_remainder_cols~';

export const pipelineFunctions: Readonly<Record<string, ArrayFunction>> = {
  'sklearn.pipeline.Pipeline': taking('steps | memory~ verbose~', (given) => pipeline(namedSteps(given.need('steps')))),
  'sklearn.pipeline.make_pipeline': taking('*steps | memory~ verbose~', (given) => pipeline(given.rest.map(stepOf))),
  'sklearn.compose.ColumnTransformer': taking(`transformers | ${options} transformer_weights!`, (given) => {
    const transformers = given.need('transformers');
    if (!isList(transformers)) throw given.unlike('transformers', 'a list');
    return sideBySide(partsOf(transformers, 1), given.get('remainder') ?? 'drop');
  }),
  'sklearn.compose.make_column_transformer': taking(`*transformers | ${options}`, (given) =>
    sideBySide(partsOf(given.rest, 0), given.get('remainder') ?? 'drop'),
  ),
};
