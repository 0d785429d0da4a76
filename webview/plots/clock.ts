import type { EpochEnd } from '../../src/protocol/dashboard/epochsPart.js';
import type { PlotsView } from '../../src/protocol/dashboard/messages.js';
import type { SeriesUpdate } from '../../src/protocol/dashboard/seriesPart.js';
import { formatCount, formatDuration, formatNumber } from '../../src/protocol/numberText.js';

/** What the x axis counts. */
export type XUnit = PlotsView['unit'];

interface XUnitEntry {
  readonly label: string;
  /** What it does, for its button. */
  readonly title: string;
  /** Of the axis. */
  readonly axis: string;
  /** A place on the axis in words. */
  text(x: number): string;
}

export const X_UNITS: Readonly<Record<XUnit, XUnitEntry>> = {
  batch: {
    label: 'Batch',
    title: 'Count batches along the x axis',
    axis: 'Batch',
    text: (x) => `batch ${formatCount(Math.round(x))}`,
  },
  epoch: {
    label: 'Epoch',
    title: 'Count epochs along the x axis',
    axis: 'Epoch',
    text: (x) => `epoch ${formatNumber(x)}`,
  },
  time: {
    label: 'Time',
    title: 'Seconds since the fit began along the x axis, pauses and validation included',
    axis: 'Time (s)',
    text: (x) => formatDuration(x * 1000),
  },
};

/** From batches done in a fit to the x axis, and back. */
export interface Clock {
  readonly unit: XUnit;
  toX(batches: number): number;
  toBatches(x: number): number;
}

const BATCHES: Clock = { unit: 'batch', toX: (batches) => batches, toBatches: (x) => x };

type Times = Pick<SeriesUpdate, 'size' | 'from' | 'max'>;

/** What a fit's clocks are set by. */
export interface ClockFacts {
  readonly ends: readonly EpochEnd[];
  readonly batchesPerEpoch: number | null;
  /** Batches done. */
  readonly batches: number;
  /** Milliseconds since the fit's start, in one or more degrees of detail. */
  readonly times: readonly Times[];
}

const CLOCKS: Readonly<Record<XUnit, (facts: ClockFacts) => Clock>> = {
  batch: () => BATCHES,
  epoch: epochClock,
  time: timeClock,
};

/** The clock of a fit; that of batches where it has no epochs to count, or no times. */
export const clockOf = (unit: XUnit, facts: ClockFacts): Clock => CLOCKS[unit](facts);

/** A bucket's greatest time is that of its last batch, however coarse it is: points of all degrees of detail lie on the same line. */
function timeClock({ times, batches }: ClockFacts): Clock {
  const ends = times.flatMap(({ size, from, max }) =>
    Array.from(max, (time, index) => ({ x: time / 1000, batches: Math.min((from + index + 1) * size, batches) })),
  );
  const known = ends.filter(({ x }) => Number.isFinite(x)).sort((a, b) => a.batches - b.batches || a.x - b.x);
  if (known.length === 0) return BATCHES;
  const all = [{ x: 0, batches: 0 }, ...known];
  const [xs, done] = [all.map(({ x }) => x), all.map((point) => point.batches)];
  return { unit: 'time', toX: lookUp(done, xs), toBatches: lookUp(xs, done) };
}

function epochClock({ ends, batchesPerEpoch }: ClockFacts): Clock {
  const [first] = ends;
  const begin = { x: first?.epoch ?? 0, batches: 0 };
  const points = [begin, ...ends.map(({ epoch, step }) => ({ x: epoch + 1, batches: step }))];
  const last = points.at(-1) ?? begin;
  const before = points.at(-2);
  const perEpoch = batchesPerEpoch ?? (before ? (last.batches - before.batches) / (last.x - before.x) : null);
  if (!perEpoch) return BATCHES;
  const all = [...points, { x: last.x + 1, batches: last.batches + perEpoch }];
  const [xs, batches] = [all.map(({ x }) => x), all.map((point) => point.batches)];
  return { unit: 'epoch', toX: lookUp(batches, xs), toBatches: lookUp(xs, batches) };
}

/** From a rising list of values to another one, between and beyond its values in a straight line. */
const lookUp = (from: readonly number[], to: readonly number[]) => (value: number) => {
  const end = stretchEnd(from, value);
  const [left = 0, right = 0] = [from[end - 1], from[end]];
  const [low = 0, high = 0] = [to[end - 1], to[end]];
  // An epoch may have had no batches.
  return low + ((value - left) / (right - left || 1)) * (high - low);
};

/** The end of the stretch between two neighbors that a value is in. Halves the list each time: each point of a curve asks, and epochs may be thousands. */
function stretchEnd(values: readonly number[], value: number): number {
  let [low, high] = [1, values.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((values[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
