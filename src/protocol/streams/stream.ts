import * as v from 'valibot';
import type { FitSummary } from '../fit.js';
import { Count } from '../schema.js';

interface ArrayTypes {
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  readonly int32: Int32Array;
  readonly uint32: Uint32Array;
}
export type NumberType = keyof ArrayTypes;
export type NumberArray = ArrayTypes[NumberType];

const ARRAYS: { readonly [Type in NumberType]: new (length: number) => ArrayTypes[Type] } = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
};

export const newArray = (type: NumberType, length: number): NumberArray => new ARRAYS[type](length);

/** A column of the file, and where in a row of its field the values of it stand. */
export interface FieldColumn {
  readonly name: string;
  /** Values a row; null for a plain number, which Arrow tells apart from a list of one. */
  readonly width: number | null;
  readonly start: number;
  readonly stride: number;
}

/** Numbers of a record: in memory one array, row by row; in the file one or more columns. */
export interface Field<Type extends NumberType = NumberType> {
  readonly type: Type;
  /** Values that a row of a fit has. */
  width(summary: FitSummary): number;
  columns(summary: FitSummary): readonly FieldColumn[];
  /** Whether a file without it tells nothing; elsewhere what a file lacks is NaN, or 0 where there is no NaN. */
  readonly isNeeded?: boolean;
}

/** One number a row, in a column of the field's own name. */
export function plain<const Type extends NumberType>(name: string, type: Type, isNeeded = false): Field<Type> {
  return { type, width: () => 1, columns: () => [{ name, width: null, start: 0, stride: 1 }], isNeeded };
}

/** For each of a fit's items all of `names`, in memory next to each other; in the file a column a name, with one value for each item. */
export function listsByName(names: readonly string[], items: (summary: FitSummary) => number): Field<'float32'> {
  return {
    type: 'float32',
    width: (summary) => items(summary) * names.length,
    columns(summary) {
      const width = items(summary);
      return width === 0 ? [] : names.map((name, start) => ({ name, width, start, stride: names.length }));
    },
  };
}

type Fields = Readonly<Record<string, Field>>;

type SchemaOf<Name extends string, F extends Fields> = v.ObjectSchema<
  {
    readonly stream: v.LiteralSchema<Name, undefined>;
    readonly fit: typeof Count;
    readonly rows: typeof Count;
  } & { readonly [Key in keyof F]: v.GenericSchema<ArrayTypes[F[Key]['type']]> },
  undefined
>;

/** How a stream whose rows come now and then is kept by the host. */
export interface Sampling {
  /** Rows of a fit that memory holds; beyond it every other one is given up, for the past and from then on. All are in the run's file. */
  readonly keptRows: number;
  /** The stretch of a row's values that belongs to a variable; the page gets it of the layers that it has opened. */
  readonly ofVariable?: (variable: number) => { readonly from: number; readonly to: number };
}

/**
 * A stream of records that a trainer sends of each fit. This is all that is told of it: the link, the run's files, the check of what arrives
 * and what the host keeps are made from it.
 */
export interface Stream<Name extends string = string, F extends Fields = Fields> {
  readonly name: Name;
  readonly schema: SchemaOf<Name, F>;
  readonly fields: F;
  /** Null for the stream that has a row for every batch. */
  readonly sampling: Sampling | null;
  /** What the file tells of the stream beside its fit. */
  readonly metadata: Readonly<Record<string, string>>;
}

export function declareStream<const Name extends string, const F extends Fields>(
  name: Name,
  fields: F,
  { sampling = null, metadata = {} }: Partial<Pick<Stream, 'sampling' | 'metadata'>> = {},
): Stream<Name, F> {
  const arrays = Object.entries(fields).map(([key, { type }]) => [key, v.instance(ARRAYS[type])]);
  const entries = { stream: v.literal(name), fit: Count, rows: Count, ...Object.fromEntries(arrays) };
  return { name, schema: v.object(entries) as SchemaOf<Name, F>, fields, sampling, metadata };
}

/** Consecutive rows of one stream of one fit as columns: each of its arrays has `rows` entries times its width, row by row. */
export interface StreamRows {
  readonly stream: string;
  readonly fit: number;
  readonly rows: number;
}

/** The arrays of records in the order of the stream's fields, with their names. */
export function arraysOf(records: StreamRows): [name: string, values: NumberArray][] {
  return Object.entries(records).filter((entry): entry is [string, NumberArray] => ArrayBuffer.isView(entry[1]));
}

/** Whether every array is as long as `rows` and the fit's summary say, so that no reader runs past an end. */
export function fitsSummary(stream: Stream, records: StreamRows, summary: FitSummary): boolean {
  return arraysOf(records).every(
    ([name, values]) => values.length === records.rows * (stream.fields[name]?.width(summary) ?? 0),
  );
}

/** One row of a sampled stream. */
export interface Sample<Values extends NumberArray = NumberArray> {
  readonly step: number;
  readonly values: Values;
}

type SampledFields<Type extends NumberType> = { readonly step: Field<'int32'>; readonly values: Field<Type> };

export type SampledStream<Name extends string = string, Type extends NumberType = NumberType> = Stream<
  Name,
  SampledFields<Type>
>;

export type SampleOf<S> = S extends SampledStream<string, infer Type> ? Sample<ArrayTypes[Type]> : never;

/** A stream with a row for some of a fit's batches. */
export function declareSampledStream<const Name extends string, const Type extends NumberType>(
  name: Name,
  values: Field<Type>,
  { sampling, metadata = {} }: { readonly sampling: Sampling; readonly metadata?: Stream['metadata'] },
): SampledStream<Name, Type> {
  return declareStream(name, { step: plain('step', 'int32', true), values }, { sampling, metadata });
}

/** One row on its way. */
export function oneSample<const Name extends string, const Type extends NumberType>(
  { name }: SampledStream<Name, Type>,
  fit: number,
  step: number,
  values: ArrayTypes[Type],
) {
  return { stream: name, fit, rows: 1, step: Int32Array.of(step), values };
}

/** The name of the file that a fit's records of a stream are in. */
export const streamFile = ({ name, sampling }: Stream, fit: number): string =>
  sampling ? `fit-${fit}.${name}.arrow` : `fit-${fit}.arrow`;
