import * as v from 'valibot';
import type { FitSummary } from '../protocol/fit.js';
import { HISTOGRAM_BINS, HISTOGRAM_EDGES } from '../protocol/histogramBins.js';
import { STATISTIC_COUNT, STATISTICS } from '../protocol/statistics.js';
import type { Column } from './columns.js';
import { toJson } from './json.js';
import { StoredSummary } from './storedSummary.js';

/** Key of the fit's summary, as JSON, in the metadata of both of its files. */
const SUMMARY_KEY = 'gradlens.fit';
/** Key of the histogram bins' edges, as JSON, in the metadata of a file of histograms. */
const EDGES_KEY = 'gradlens.histogramEdges';

/** The columns of a fit's batches that every fit has; the others follow: metrics, then one list a statistic. */
const FIXED_COLUMNS: readonly Column[] = [
  { name: 'step', type: 'int32', width: null },
  { name: 'epoch', type: 'int32', width: null },
  { name: 'time', type: 'float64', width: null },
  { name: 'loss', type: 'float32', width: null },
];

/** `fit-N.arrow`: one row a batch; each statistic is a list with one value for each variable. */
export function recordColumns({ metrics, variables }: FitSummary): readonly Column[] {
  return withUniqueNames([
    ...FIXED_COLUMNS,
    ...metrics.map((name): Column => ({ name, type: 'float32', width: null })),
    ...(variables.length === 0 ? [] : STATISTICS).map(
      (name): Column => ({ name, type: 'float32', width: variables.length }),
    ),
  ]);
}

/** Where a value of the row of loss, metrics and statistics stands in those columns. */
export function placeOf(
  { metrics, variables }: FitSummary,
  index: number,
): { column: number; width: number; item: number } {
  const lossAt = FIXED_COLUMNS.length - 1;
  const statistic = index - 1 - metrics.length;
  if (statistic < 0) return { column: lossAt + index, width: 1, item: 0 };
  const column = lossAt + 1 + metrics.length + (statistic % STATISTIC_COUNT);
  return { column, width: variables.length, item: Math.floor(statistic / STATISTIC_COUNT) };
}

/** `fit-N.histograms.arrow`: one row every N batches; each variable is a list with one count for each bin. */
export function histogramColumns({ variables }: FitSummary): readonly Column[] {
  return withUniqueNames([
    { name: 'step', type: 'int32', width: null },
    ...variables.map(({ name }): Column => ({ name, type: 'uint32', width: HISTOGRAM_BINS })),
  ]);
}

export function recordMetadata(summary: FitSummary): ReadonlyMap<string, string> {
  return new Map([[SUMMARY_KEY, toJson(summary)]]);
}

/** Whoever reads the counts elsewhere finds the bins' edges with them. */
export function histogramMetadata(summary: FitSummary): ReadonlyMap<string, string> {
  return new Map([...recordMetadata(summary), [EDGES_KEY, toJson(HISTOGRAM_EDGES)]]);
}

/** Null where the metadata is not that of a fit's file. */
export function summaryFrom(metadata: ReadonlyMap<string, string> | null): FitSummary | null {
  try {
    const result = v.safeParse(StoredSummary, JSON.parse(metadata?.get(SUMMARY_KEY) ?? ''));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** Tools that open the file address columns by name; ours goes by position, so a metric may be called `step`. */
function withUniqueNames(columns: readonly Column[]): readonly Column[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    while (taken.has(name)) name += '_';
    taken.add(name);
    return { ...column, name };
  });
}
