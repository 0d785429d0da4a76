import type { Detail } from '../../protocol/dashboard.js';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import type { SeriesKey } from '../../protocol/seriesKey.js';
import type { Fit, Run } from '../../runs/types.js';
import { plottedKeys, plotWidth, seriesUpdate } from './plotted.js';
import { bucketSize } from './seriesTail.js';

export interface ZoomRange {
  readonly from: number;
  readonly to: number;
  /** Of the page, in CSS pixels. */
  readonly width: number;
}

/** Every plotted series over a stretch of batches: at once as memory holds it, then, where that is too coarse, from the run's file. */
export async function* zoomDetails(run: Run, { summary, series }: Fit, range: ZoomRange): AsyncGenerator<Detail> {
  const to = Math.min(range.to, series.length);
  const from = Math.min(range.from, to);
  const buckets = plotWidth(range.width);
  const keys = from < to ? plottedKeys(summary) : [];
  const chunks = keys.map((key) => series.read(key, from, to, buckets));
  yield detail(keys, chunks);
  if (chunks.every(({ size }) => size <= bucketSize(to - from, buckets))) return;
  const stretch = { fit: summary.fit, from, to, buckets };
  yield detail(keys, await Promise.all(keys.map((key) => run.readDetail({ ...stretch, key }))));

  function detail(names: readonly SeriesKey[], read: readonly SeriesChunk[]): Detail {
    const updates = read.map((chunk, index) => seriesUpdate(names[index] ?? '', chunk));
    return { from, to, series: updates };
  }
}
