import * as v from 'valibot';
import type { FitSummary } from '../protocol/fit.js';
import { HISTOGRAM_BINS, HISTOGRAM_EDGES } from '../protocol/histogramBins.js';
import { isNewerFormat, RUN_FORMAT } from '../protocol/runFile.js';
import type { SeriesOf } from '../protocol/seriesKey.js';
import { STATISTICS, type Statistic } from '../protocol/statistics.js';
import { openStream, type StoredStream } from './arrowMessages.js';
import type { ByteSource } from './byteSource.js';
import type { Column } from './columns.js';
import { toJson } from './json.js';
import { StoredSummary } from './storedSummary.js';

/** Key of the fit's summary, as JSON, in the metadata of both of its files. */
const SUMMARY_KEY = 'gradlens.fit';
/** Key of the version of the format, in the metadata of every file. */
const FORMAT_KEY = 'gradlens.format';
/** Key of the histogram bins' edges, as JSON, in the metadata of a file of histograms. */
const EDGES_KEY = 'gradlens.histogramEdges';

/** The columns of a fit's batches that every fit has. A further one may not take the name that a metric of an older file has. */
export const FIXED_COLUMNS = {
  step: { name: 'step', type: 'int32', width: null },
  epoch: { name: 'epoch', type: 'int32', width: null },
  time: { name: 'time', type: 'float64', width: null },
  loss: { name: 'loss', type: 'float32', width: null },
} as const satisfies Record<string, Column>;

/** The columns of `fit-N.arrow` beside the fixed ones. */
export interface RecordColumns {
  /** In the order of FitSummary.metrics. */
  readonly metrics: readonly Column[];
  /** In the order of STATISTICS; none where no variable is recorded. */
  readonly statistics: readonly { readonly statistic: Statistic; readonly column: Column }[];
}

/**
 * `fit-N.arrow`: one row a batch; each statistic is a list with one value for each variable. A column's name depends on the fit's metrics
 * and on what it holds, never on its place nor on which other statistics there are, so that files of other versions are read by it.
 */
export function recordColumns({ metrics, variables }: FitSummary): RecordColumns {
  const taken = new Set<string>(Object.keys(FIXED_COLUMNS));
  const ofMetrics = metrics.map((metric): Column => {
    const name = freeName(metric, taken);
    taken.add(name);
    return { name, type: 'float32', width: null };
  });
  const ofStatistics = STATISTICS.map((statistic) => {
    const column: Column = { name: freeName(statistic, taken), type: 'float32', width: variables.length };
    return { statistic, column };
  });
  return { metrics: ofMetrics, statistics: variables.length === 0 ? [] : ofStatistics };
}

/** The column of a series, and which of each row's values in it are the series's. */
export function placeOf(summary: FitSummary, series: SeriesOf): { column: Column; item: number } | null {
  const { metrics, statistics } = recordColumns(summary);
  if (series.kind === 'loss') return { column: FIXED_COLUMNS.loss, item: 0 };
  if (series.kind === 'metric') {
    const column = metrics[series.metric];
    return column ? { column, item: 0 } : null;
  }
  const column = statistics.find(({ statistic }) => statistic === series.statistic)?.column;
  return column ? { column, item: series.variable } : null;
}

export const STEP_COLUMN: Column = FIXED_COLUMNS.step;

/** `fit-N.histograms.arrow` beside the step: one row every N batches; each variable is a list with one count for each bin. */
export function histogramColumns({ variables }: FitSummary): readonly Column[] {
  const taken = new Set<string>([STEP_COLUMN.name]);
  return variables.map(({ name }): Column => {
    const free = freeName(name, taken);
    taken.add(free);
    return { name: free, type: 'uint32', width: HISTOGRAM_BINS };
  });
}

export function recordMetadata(summary: FitSummary): ReadonlyMap<string, string> {
  return new Map([
    [FORMAT_KEY, String(RUN_FORMAT)],
    [SUMMARY_KEY, toJson(summary)],
  ]);
}

/** Whoever reads the counts elsewhere finds the bins' edges with them. */
export function histogramMetadata(summary: FitSummary): ReadonlyMap<string, string> {
  return new Map([...recordMetadata(summary), [EDGES_KEY, toJson(HISTOGRAM_EDGES)]]);
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

/** A metric may be called `step`, and two of them alike. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}
