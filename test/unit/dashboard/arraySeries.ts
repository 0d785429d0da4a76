import type { SeriesChunk } from '../../../src/protocol/seriesChunk.js';
import type { SeriesKey } from '../../../src/protocol/seriesKey.js';
import type { FitSeries } from '../../../src/runs/series/fitSeries.js';

/** A fit's series as plain arrays that are read in full each time; like the real one it leaves NaN out where there are numbers. */
export class ArraySeries implements FitSeries {
  readonly bytes = 0;
  private readonly values = new Map<SeriesKey, number[]>();

  get length(): number {
    return this.values.get('loss')?.length ?? 0;
  }

  append(): void {
    throw new Error('Use push');
  }

  push(key: SeriesKey, value: number): void {
    const values = this.values.get(key);
    if (values) values.push(value);
    else this.values.set(key, [value]);
  }

  read(key: SeriesKey, from: number, to: number, buckets: number): SeriesChunk {
    let size = 1;
    while (Math.ceil(to / size) - Math.floor(from / size) > buckets) size *= 2;
    const values = this.values.get(key) ?? [];
    const first = Math.floor(from / size);
    const groups = Array.from({ length: Math.ceil(to / size) - first }, (_, index) =>
      values
        .slice((first + index) * size, Math.min(to, (first + index + 1) * size))
        .filter((value) => !Number.isNaN(value)),
    );
    const orNaN = (group: number[], value: () => number): number => (group.length === 0 ? Number.NaN : value());
    return {
      size,
      from: first,
      min: Float32Array.from(groups, (group) => orNaN(group, () => Math.min(...group))),
      max: Float32Array.from(groups, (group) => orNaN(group, () => Math.max(...group))),
      mean: Float32Array.from(groups, (group) => group.reduce((sum, value) => sum + value, 0) / group.length),
    };
  }
}
