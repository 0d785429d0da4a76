import type { Sample, StreamRows } from '../../protocol/streams/stream.js';
import { type Records, SAMPLED_STREAMS, type SampledName, type SamplesOf } from '../../protocol/streams/streams.js';

/** Samples on their way between threads: plain data. */
export interface SamplesSnapshot<Row extends Sample = Sample> {
  /** Rows that came. */
  readonly count: number;
  /** Of so many rows one is kept; a power of two. */
  readonly stride: number;
  readonly rows: readonly Row[];
  readonly latest: Row | null;
  readonly gaps: Gaps | null;
}

/** Batches from one row to the next: between the first two, and between the last two. */
export interface Gaps {
  readonly first: number;
  readonly last: number;
}

const NONE = { count: 0, stride: 1, rows: [], latest: null, gaps: null };

/** Records of a sampled stream. */
interface SampledRecords<Row extends Sample> extends StreamRows {
  readonly step: Int32Array;
  readonly values: Row['values'];
}

/** The rows of a sampled stream of one fit, bounded: when it is full every other one goes, for the past and from then on. */
export class SampledRows<Row extends Sample = Sample> {
  private state: { count: number; stride: number; rows: Row[]; latest: Row | null; gaps: Gaps | null };

  /** @param limits of what memory holds; all rows are in the run's file. */
  constructor(
    private readonly limits: { readonly rows: number; readonly bytes: number },
    snapshot: SamplesSnapshot<Row> = NONE,
  ) {
    this.state = { ...snapshot, rows: [...snapshot.rows] };
  }

  /** Rows that came. */
  get count(): number {
    return this.state.count;
  }

  get latest(): Row | null {
    return this.state.latest;
  }

  /** Null before the second row. */
  get gaps(): Gaps | null {
    return this.state.gaps;
  }

  /** The rows that memory holds, evenly spread over the fit. */
  get rows(): readonly Row[] {
    return this.state.rows;
  }

  get bytes(): number {
    return this.state.rows.length * (this.state.latest?.values.byteLength ?? 0);
  }

  add({ rows, step, values }: SampledRecords<Row>): void {
    const width = values.length / rows;
    // Arrays of their own, as rows are given up one by one.
    for (let row = 0; row < rows; row++) {
      this.addRow({ step: step[row] ?? 0, values: values.slice(row * width, (row + 1) * width) } as Row);
    }
  }

  private addRow(row: Row): void {
    const { state } = this;
    if (state.latest) {
      const last = row.step - state.latest.step;
      state.gaps = { first: state.gaps?.first ?? last, last };
    }
    state.latest = row;
    if (state.count++ % state.stride === 0) state.rows.push(row);
    if (state.rows.length < this.limits.rows && this.bytes <= this.limits.bytes) return;
    state.rows = state.rows.filter((_, index) => index % 2 === 0);
    state.stride *= 2;
  }

  snapshot(): SamplesSnapshot<Row> {
    return this.state;
  }
}

/** What a fit's memory has of each sampled stream. */
export type Samples = { readonly [Name in SampledName]: SampledRows<SamplesOf<Name>> };
export type SamplesSnapshots = { readonly [Name in SampledName]: SamplesSnapshot<SamplesOf<Name>> };

/** Of the memory that a fit's series may take each sampled stream may take so much beside them. */
const SHARE = 1 / 8;

/** @param seriesBytes memory for the fit's series */
export function newSamples(seriesBytes: number, snapshots: Partial<SamplesSnapshots> = {}): Samples {
  const samples = Object.values(SAMPLED_STREAMS).map(({ name, sampling }) => {
    const snapshot: SamplesSnapshot | undefined = snapshots[name];
    return [name, new SampledRows({ rows: sampling?.keptRows ?? 0, bytes: seriesBytes * SHARE }, snapshot)];
  });
  return Object.fromEntries(samples);
}

export function addSamples(samples: Samples, records: Extract<Records, { stream: SampledName }>): void {
  const rows: SampledRows = samples[records.stream];
  rows.add(records);
}

export function snapshotsOf(samples: Samples): SamplesSnapshots {
  const snapshots = Object.entries(samples).map(([name, rows]) => [name, rows.snapshot()]);
  return Object.fromEntries(snapshots);
}

export const samplesBytes = (samples: Samples): number =>
  Object.values(samples).reduce((sum, { bytes }) => sum + bytes, 0);
