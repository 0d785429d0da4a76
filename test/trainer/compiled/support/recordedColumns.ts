import { STATISTIC_COUNT, STATISTICS, type Statistic, statisticIndex } from '../../../../src/protocol/statistics.js';
import type { RecordBatch } from '../../../../src/protocol/streams/batches.js';

/** One recorded number, step by step. */
export interface RecordedColumn {
  readonly name: string;
  readonly values: readonly number[];
  /** What the column's largest number counts as at least. */
  readonly least: number;
  /** Where false, rounding alone decides about the number. */
  readonly certain: readonly boolean[];
}

/** Share of a net's largest gradient below which a gradient is zero but for rounding. */
const NOISE = 1e-3;
/** Numbers below this share of the net's largest count as if they were as large. */
const SMALL_SHARE = 0.1;

/** All that was recorded of a fit, but the times. */
export function recordedColumns(records: readonly RecordBatch[]): RecordedColumn[] {
  const rows = records.flatMap(({ statistics, rows: count }) => parts(statistics, count));
  const scalars = [
    { name: 'loss', values: records.flatMap(({ loss }) => [...loss]) },
    { name: 'metrics', values: records.flatMap(({ metrics }) => [...metrics]) },
  ];
  const variables = (rows[0]?.length ?? 0) / STATISTIC_COUNT;
  const columnsOf = (variable: number) => STATISTICS.map((statistic) => columnOf(rows, variable, variables, statistic));
  return [
    ...scalars.map((each) => ({ ...each, least: 1e-3, certain: each.values.map(() => true) })),
    ...Array.from({ length: variables }, (_, variable) => columnsOf(variable)).flat(),
  ];
}

function parts(values: Float32Array, count: number): Float32Array[] {
  const width = values.length / count;
  return Array.from({ length: count }, (_, row) => values.slice(row * width, (row + 1) * width));
}

function columnOf(
  rows: readonly Float32Array[],
  variable: number,
  variables: number,
  statistic: Statistic,
): RecordedColumn {
  const at = (row: Float32Array, of: number, name: Statistic) => row[statisticIndex(of, name)] ?? Number.NaN;
  const largest = (name: Statistic) => rows.map((row) => finiteMaximum(row, variables, name));
  const norms = largest('gradNorm');
  const isNoise = rows.map((row, step) => at(row, variable, 'gradNorm') < NOISE * (norms[step] ?? 0));
  const certain = rows.map((_, step) => {
    if (statistic === 'gradCosine') return !isNoise[step] && !isNoise[step - 1];
    return statistic !== 'gradZeros' || !isNoise[step];
  });
  const values = rows.map((row) => at(row, variable, statistic));
  const least = SMALL_SHARE * Math.max(...largest(scaleOf(statistic)));
  return { name: `${statistic} of variable ${variable}`, values, least, certain };
}

/** Numbers near zero that come from large ones carry the rounding of those. */
function scaleOf(statistic: Statistic): Statistic {
  return statistic === 'gradMean' || statistic === 'gradMin' || statistic === 'gradMax' ? 'gradNorm' : statistic;
}

function finiteMaximum(row: Float32Array, variables: number, statistic: Statistic): number {
  const values = Array.from({ length: variables }, (_, variable) =>
    Math.abs(row[statisticIndex(variable, statistic)] ?? 0),
  );
  return Math.max(0, ...values.filter(Number.isFinite));
}
