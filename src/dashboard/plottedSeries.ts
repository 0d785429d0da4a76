import { heatOver } from '../protocol/dashboard/heatPart.js';
import type { VersionedSource } from '../protocol/dashboard/part.js';
import type { BatchRange, Look, ZoomDetail } from '../protocol/dashboard/parts.js';
import { bucketSize, type GrowingSeries, type SeriesUpdate, seriesUpdate } from '../protocol/dashboard/seriesPart.js';
import type { FitSummary } from '../protocol/fit.js';
import type { SeriesChunk } from '../protocol/seriesChunk.js';
import { metricKey, type SeriesKey, TIME } from '../protocol/seriesKey.js';
import type { PlaceTexts } from '../runs/placeText.js';
import type { RunPositions } from '../runs/positions.js';
import type { SeriesStretch } from '../runs/series/fitSeries.js';
import type { Fit, Run } from '../runs/types.js';

/** The series that the page plots as lines, and the times at which they have their values. */
export const plottedKeys = ({ summary }: Pick<Fit, 'summary'>): SeriesKey[] => [
  'loss',
  TIME,
  ...summary.metrics.map(metricKey),
];

/** Buckets of a plotted line: no more than the page has pixels for. */
export const plotBuckets = ({ width }: Look): number => Math.max(100, Math.min(1000, Math.round(width)));

/** The page that parts are made for. */
export interface PageContext {
  look(): Look;
  /** Folders that a person has opened. */
  folders(): readonly string[];
  readonly places: Pick<PlaceTexts, 'textOf'>;
  /** Where runs are looked back on. */
  readonly positions: Pick<RunPositions, 'of'>;
  /** Told when there is something new that no change of a run tells of. */
  changed(): void;
  /** Told of trouble that no person needs to read. */
  warn(message: string): void;
}

/**
 * What is drawn over batches where the page zooms in: at once as memory holds it, then, where that is too coarse, the plotted series from the run's
 * file, which would take too long for every layer.
 */
export class ZoomDetails implements VersionedSource<ZoomDetail> {
  private zoom: BatchRange | null = null;
  private detail: ZoomDetail | null = null;

  /** @param variables that stand for the layers */
  constructor(
    private readonly run: Run,
    private readonly fit: { readonly summary: FitSummary; readonly series: GrowingSeries },
    private readonly variables: readonly number[],
    private readonly page: PageContext,
  ) {}

  version(): ZoomDetail | null {
    const look = this.page.look();
    if (look.zoom !== this.zoom) {
      this.zoom = look.zoom;
      this.detail = this.zoom && this.zoomTo(this.zoom, plotBuckets(look));
    }
    return this.detail;
  }

  read(): ZoomDetail | null {
    return this.detail;
  }

  private zoomTo(zoom: BatchRange, buckets: number): ZoomDetail {
    const { series, summary } = this.fit;
    const to = Math.min(zoom.to, series.length);
    const from = Math.min(zoom.from, to);
    const keys = from < to ? plottedKeys(this.fit) : [];
    const chunks = keys.map((key) => series.read(key, from, to, buckets));
    if (chunks.some(({ size }) => size > bucketSize(to - from, buckets))) {
      void this.readFile(
        zoom,
        keys.map((key) => ({ fit: summary.fit, key, from, to, buckets })),
      );
    }
    const { variables } = this;
    const heat = from < to ? heatOver({ series, variables }, from, to) : null;
    return { zoom, series: seriesOf(keys, chunks), heat };
  }

  private async readFile(zoom: BatchRange, stretches: readonly SeriesStretch[]): Promise<void> {
    try {
      const chunks = await Promise.all(stretches.map((stretch) => this.run.readDetail(stretch)));
      if (zoom !== this.zoom) return;
      const keys = stretches.map(({ key }) => key);
      this.detail = { zoom, heat: this.detail?.heat ?? null, series: seriesOf(keys, chunks) };
      this.page.changed();
    } catch (error) {
      this.page.warn(`Could not read detail from the run's file: ${String(error)}`);
    }
  }
}

const seriesOf = (keys: readonly SeriesKey[], chunks: readonly SeriesChunk[]): SeriesUpdate[] =>
  chunks.map((chunk, index) => seriesUpdate(keys[index] ?? '', chunk));
