import * as v from 'valibot';
import { FitSetup, FitSummary } from '../protocol/fit.js';
import { isNewerFormat, RUN_FORMAT } from '../protocol/runFile.js';
import type { FieldColumn, Stream } from '../protocol/streams/stream.js';
import { openStream, type StoredStream } from './arrowMessages.js';
import type { ByteSource } from './byteSource.js';
import type { Column } from './columns.js';
import { JsonNumber, toJson } from './json.js';

/** Key of the fit's summary, as JSON, in the metadata of each of its files. */
const SUMMARY_KEY = 'gradlens.fit';
/** Key of the version of the format, in the metadata of every file. */
const FORMAT_KEY = 'gradlens.format';

/** A fit's summary as files hold it. */
export const StoredSummary = v.object({
  ...FitSummary.entries,
  learningRate: v.nullable(JsonNumber),
  setup: v.optional(v.object({ ...FitSetup.entries, classWeights: v.optional(v.array(JsonNumber)) })),
});

/** A field of a stream with the columns that it has in a fit's file. */
export interface StoredField {
  readonly name: string;
  readonly type: Column['type'];
  /** Values a row. */
  readonly width: number;
  readonly isNeeded: boolean;
  readonly columns: readonly (Column & FieldColumn)[];
}

/**
 * The columns of a stream's file. A column's name depends on what it holds and on the columns before it, never on which others there are
 * after it, so that files of other versions are read by it. Where two have one name (a metric may be called `step`), the later one gets
 * another: a further column may not take the name that a metric of an older file has.
 */
export function storedFields({ fields }: Stream, summary: FitSummary): StoredField[] {
  const taken = new Set<string>();
  return Object.entries(fields).map(([name, { type, width, columns, isNeeded = false }]) => {
    const named = columns(summary).map((column) => {
      const free = freeName(column.name, taken);
      taken.add(free);
      return { ...column, type, name: free };
    });
    return { name, type, width: width(summary), isNeeded, columns: named };
  });
}

/** The column that has a value of a field's row, and which of the column's values in a row it is. */
export function columnAt({ columns }: StoredField, at: number): { column: Column; item: number } | null {
  for (const { start, stride, ...column } of columns) {
    const item = (at - start) / stride;
    if (Number.isInteger(item) && item >= 0 && item < (column.width ?? 1)) return { column, item };
  }
  return null;
}

export function fileMetadata({ metadata }: Stream, summary: FitSummary): ReadonlyMap<string, string> {
  return new Map([[FORMAT_KEY, String(RUN_FORMAT)], [SUMMARY_KEY, toJson(summary)], ...Object.entries(metadata)]);
}

/** A fit's file of a format that is read; null where it is of a newer one, or the bytes do not begin with a whole schema. */
export function openFitFile(source: ByteSource): StoredStream | null {
  const stream = openStream(source);
  return stream && isNewerFormat(formatFrom(stream.metadata)) ? null : stream;
}

/** The first format has no version. */
export function formatFrom(metadata: ReadonlyMap<string, string> | undefined): number {
  const format = Number(metadata?.get(FORMAT_KEY) ?? 1);
  return Number.isNaN(format) ? 1 : format;
}

/** Null where the metadata is not that of a fit's file. */
export function summaryFrom(metadata: ReadonlyMap<string, string> | undefined): FitSummary | null {
  try {
    const result = v.safeParse(StoredSummary, JSON.parse(metadata?.get(SUMMARY_KEY) ?? ''));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}
