import { type FeedsOf, nextUpdates } from '../protocol/dashboard/part.js';
import { PAGE_PARTS, TRACK_PARTS, type TrackUpdates } from '../protocol/dashboard/parts.js';
import { primaryVariables } from '../runs/layerFigures.js';
import type { FitSeries } from '../runs/series/fitSeries.js';
import type { Fit, Run, Runs } from '../runs/types.js';
import type { Tries } from '../trials/tries.js';
import { type PageContext, plotBuckets, plottedKeys, ZoomDetails } from './plottedSeries.js';
import { type Track, trackKey } from './selection.js';
import { ShownFit } from './shownFit.js';
import { factsView } from './view/factsView.js';
import { fitView, progress } from './view/fitView.js';
import { judgementView } from './view/judgementView.js';
import { activationsView, latestView } from './view/layerMeasurements.js';
import { openLayerSamples } from './view/openLayerSamples.js';
import { runItem, runView } from './view/runView.js';
import { tryItView } from './view/tryItView.js';

/** Runs that the picker lists at most, newest first. */
const LISTED_RUNS = 100;

/** Where the parts that belong to no track come from. */
export const pageFeeds = (
  { runs, tries }: { readonly runs: Pick<Runs, 'all'>; readonly tries: Pick<Tries, 'current' | 'version'> },
  diskBytes: () => number | null,
): FeedsOf<typeof PAGE_PARTS> => ({
  runs: PAGE_PARTS.runs.changes(() => runs.all.slice(0, LISTED_RUNS).map(runItem)),
  diskBytes: PAGE_PARTS.diskBytes.changes(diskBytes),
  tryIt: PAGE_PARTS.tryIt.changes({
    version: () => tries.version,
    read: () => ({ tried: tries.current && tryItView(tries.current) }),
  }),
});

type TrackFeeds = FeedsOf<typeof TRACK_PARTS>;

const runFeeds = (run: Run): Pick<TrackFeeds, 'run'> => ({ run: TRACK_PARTS.run.changes(() => runView(run)) });

/** Where the parts of a fit come from that its curves are drawn from. */
function curveFeeds(fit: Fit, page: PageContext): Pick<TrackFeeds, 'fit' | 'progress' | 'series' | 'epochs'> {
  const { summary, series } = fit;
  const buckets = plotBuckets(page.look());
  return {
    fit: TRACK_PARTS.fit.changes({ version: () => summary, read: () => fitView(summary) }),
    progress: TRACK_PARTS.progress.changes(() => progress(fit)),
    series: TRACK_PARTS.series.changes({ series, keys: plottedKeys(fit), buckets }),
    epochs: TRACK_PARTS.epochs.changes(() => fit.epochs),
  };
}

/** Where all parts of a fit come from. */
function fitFeeds(run: Run, fit: Fit, page: PageContext): Omit<TrackFeeds, 'run'> {
  const { summary, series } = fit;
  const variables = primaryVariables(summary).filter((variable) => variable !== null);
  const shown = new ShownFit(run, fit, page.positions);
  return {
    ...curveFeeds(fit, page),
    facts: TRACK_PARTS.facts.changes(() => factsView(run, fit)),
    judgement: TRACK_PARTS.judgement.changes(() => judgementView(run, fit)),
    heat: TRACK_PARTS.heat.changes({ series, variables }),
    position: TRACK_PARTS.position.changes(() => shown.position),
    latest: TRACK_PARTS.latest.changes({
      version: () => shown.version || (fit.latest?.step ?? null),
      read: () => latestView(shown.now),
    }),
    activations: TRACK_PARTS.activations.changes({
      version: () => shown.version || fit.samples.activations.count || null,
      read: () => activationsView(shown.now),
    }),
    zoomDetail: TRACK_PARTS.zoomDetail.changes(new ZoomDetails(run, fit, page)),
    layerSamples: TRACK_PARTS.layerSamples.changes(openLayerSamples(fit, page)),
  };
}

/** A track as the page has it. */
export class TrackFeed {
  readonly key: string;
  private readonly series: FitSeries | undefined;
  private readonly feeds: Partial<TrackFeeds>;

  constructor(
    readonly track: Track,
    page: PageContext,
  ) {
    const { run, fit, isBehind } = track;
    this.key = trackKey(track);
    this.series = fit?.series;
    this.feeds = { ...runFeeds(run), ...(fit && (isBehind ? curveFeeds(fit, page) : fitFeeds(run, fit, page))) };
  }

  /** Whether it feeds that track, and from the series that its fit has now: reading a run back replaces them. */
  isOf({ run, fit, isBehind }: Track): boolean {
    const { track, series } = this;
    return isBehind === track.isBehind && run === track.run && fit === track.fit && fit?.series === series;
  }

  /** What has changed since the last call. */
  next(): TrackUpdates {
    return nextUpdates(this.feeds);
  }
}
