import { join } from 'node:path';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import { seriesOf } from '../../protocol/seriesKey.js';
import { batchStream } from '../../protocol/streams/batches.js';
import { streamFile } from '../../protocol/streams/stream.js';
import { readValues } from '../../runFiles/recordsReader.js';
import { openFitFile, summaryFrom } from '../../runFiles/schema.js';
import type { DetailQuestion } from './readerMessages.js';
import { withFile } from './readStoredRun.js';

/** A stretch of a series from its file, batch by batch, in at most so many buckets. */
export function readDetail({ directory, fit, key, from, to, buckets }: DetailQuestion): SeriesChunk {
  const start = Math.max(0, Math.floor(from));
  const end = Math.max(start, Math.ceil(to));
  let size = 1;
  while (Math.ceil(end / size) - Math.floor(start / size) > Math.max(1, buckets)) size *= 2;
  const first = Math.floor(start / size);
  const collected: { min: number[]; max: number[]; sum: number[]; count: number[] } = {
    min: [],
    max: [],
    sum: [],
    count: [],
  };
  const { min, max, sum, count } = collected;

  withFile(join(directory, streamFile(batchStream, fit)), (source) => {
    const summary = summaryFrom(openFitFile(source)?.metadata);
    const series = summary && seriesOf(summary, key);
    if (!summary || !series) return;
    // Whole buckets, so that a bucket's value does not depend on where the stretch begins.
    for (const { batch, value } of readValues(source, summary, {
      series,
      from: first * size,
      to: Math.ceil(end / size) * size,
    })) {
      const bucket = Math.floor(batch / size) - first;
      min[bucket] ??= Number.POSITIVE_INFINITY;
      max[bucket] ??= Number.NEGATIVE_INFINITY;
      sum[bucket] ??= 0;
      count[bucket] ??= 0;
      if (Number.isNaN(value)) continue;
      min[bucket] = Math.min(min[bucket], value);
      max[bucket] = Math.max(max[bucket], value);
      sum[bucket] += value;
      count[bucket]++;
    }
  });
  const orNaN = (value: number, bucket: number) => (count[bucket] === 0 ? Number.NaN : value);
  return {
    size,
    from: first,
    min: Float32Array.from(min.map(orNaN)),
    max: Float32Array.from(max.map(orNaN)),
    mean: Float32Array.from(sum.map((total, bucket) => total / (count[bucket] ?? 0))),
  };
}
