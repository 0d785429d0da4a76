import type { DepthLessons } from '../depth/depthLessons.js';
import type { KeptModels } from '../depth/keptModels.js';
import type { ComparisonView } from '../protocol/dashboard/comparisonPart.js';
import { type FeedsOf, nextUpdates } from '../protocol/dashboard/part.js';
import { PAGE_PARTS, TRACK_PARTS, type TrackUpdates } from '../protocol/dashboard/parts.js';
import type { GrowingSeries } from '../protocol/dashboard/seriesPart.js';
import { primaryVariables } from '../runs/layerFigures.js';
import { outputFolders, placesIn } from '../runs/output/outputPlaces.js';
import type { Samples } from '../runs/series/sampledRows.js';
import type { Fit, Run, Runs } from '../runs/types.js';
import type { Sweeps } from '../sweep/sweeps.js';
import type { Tries } from '../trials/tries.js';
import { type PageContext, plotBuckets, plottedKeys, ZoomDetails } from './plottedSeries.js';
import { type Track, trackKey } from './selection.js';
import { ShownFit } from './shownFit.js';
import { askedView } from './view/askedView.js';
import { depthView } from './view/depthView.js';
import { factsView } from './view/factsView.js';
import { fitView, progress } from './view/fitView.js';
import { openFolds } from './view/foldsView.js';
import { judgementView } from './view/judgementView.js';
import { activationsView, latestView } from './view/layerMeasurements.js';
import { openLayerCurves } from './view/openLayerCurves.js';
import { openLayerSamples } from './view/openLayerSamples.js';
import { predictionsView } from './view/predictionsView.js';
import { runItem, runView } from './view/runView.js';
import { sweepView } from './view/sweepView.js';
import { tryItView } from './view/tryItView.js';

/** Runs that the picker lists at most, newest first. */
const LISTED_RUNS = 100;

interface PageSources {
  readonly runs: Pick<Runs, 'all'>;
  readonly tries: Pick<Tries, 'current' | 'version'>;
  readonly depth: Pick<DepthLessons, 'current' | 'version'>;
  readonly kept: Pick<KeptModels, 'current' | 'version'>;
  readonly sweeps: Pick<Sweeps, 'current' | 'isTraining' | 'place' | 'isStarting' | 'version'>;
}

/** Where the parts that belong to no track come from. */
export const pageFeeds = (
  { runs, tries, depth, kept, sweeps }: PageSources,
  { diskBytes, comparison }: { diskBytes(): number | null; comparison(): ComparisonView | null },
): FeedsOf<typeof PAGE_PARTS> => ({
  runs: PAGE_PARTS.runs.changes(() => runs.all.slice(0, LISTED_RUNS).map(runItem)),
  diskBytes: PAGE_PARTS.diskBytes.changes(diskBytes),
  comparison: PAGE_PARTS.comparison.changes(comparison),
  tryIt: PAGE_PARTS.tryIt.changes({
    version: () => tries.version,
    read: () => ({ tried: tries.current && tryItView(tries.current) }),
  }),
  depth: PAGE_PARTS.depth.changes({
    version: () => depth.version,
    read: () => ({ shown: depth.current && depthView(depth.current) }),
  }),
  sweep: PAGE_PARTS.sweep.changes({
    version: () => sweeps.version,
    read: () => sweeps.current && sweepView(sweeps.current, sweeps),
  }),
  asked: PAGE_PARTS.asked.changes({
    version: () => kept.version,
    read: () => ({ asked: kept.current && askedView(kept.current) }),
  }),
});

type TrackFeeds = FeedsOf<typeof TRACK_PARTS>;

const runFeeds = (run: Run, { places }: PageContext): Pick<TrackFeeds, 'run'> => ({
  run: TRACK_PARTS.run.changes(() => runView(run, (location) => places.textOf(run, location))),
});

const outputFeeds = (run: Run, { folders }: PageContext): Pick<TrackFeeds, 'output'> => ({
  output: TRACK_PARTS.output.changes({
    read: () => run.output,
    placesIn: (text) => placesIn(text, outputFolders(run, folders())),
  }),
});

/** Where the parts of a fit come from that it is compared by: its curves, and its gradients over time. */
function comparedFeeds(run: Run, fit: Fit, series: GrowingSeries, page: PageContext) {
  const { summary } = fit;
  const variables = primaryVariables(summary).filter((variable) => variable !== null);
  const buckets = plotBuckets(page.look());
  return {
    fit: TRACK_PARTS.fit.changes({ version: () => summary, read: () => fitView(summary) }),
    progress: TRACK_PARTS.progress.changes(() => progress(fit)),
    series: TRACK_PARTS.series.changes({ series, keys: plottedKeys(fit), buckets }),
    epochs: TRACK_PARTS.epochs.changes(() => fit.epochs),
    heat: TRACK_PARTS.heat.changes({ series, variables }),
    zoomDetail: TRACK_PARTS.zoomDetail.changes(new ZoomDetails(run, { summary, series }, variables, page)),
  };
}

/** Ranks come behind the figures of the same batch. */
const outputsVersion = ({ activations, ranks }: Samples): string | null =>
  activations.count === 0 ? null : `${activations.count}, ${ranks.count}`;

/** Where all parts of a fit come from. */
function fitFeeds(run: Run, fit: Fit, page: PageContext): Omit<TrackFeeds, 'run' | 'output'> {
  const shown = new ShownFit(run, fit, page.positions);
  return {
    ...comparedFeeds(run, fit, fit.series, page),
    facts: TRACK_PARTS.facts.changes(() => factsView(run, fit)),
    judgement: TRACK_PARTS.judgement.changes(() =>
      judgementView(run, fit, (location) => page.places.textOf(run, location)),
    ),
    folds: TRACK_PARTS.folds.changes(openFolds(run, fit)),
    position: TRACK_PARTS.position.changes(() => shown.position),
    latest: TRACK_PARTS.latest.changes({
      version: () => shown.version || (fit.latest?.step ?? null),
      read: () => latestView(shown.now),
    }),
    activations: TRACK_PARTS.activations.changes({
      version: () => shown.version || outputsVersion(fit.samples),
      read: () => activationsView(shown.now),
    }),
    predictions: TRACK_PARTS.predictions.changes({
      // The epoch that it was asked at may end a little later.
      version: () => `${fit.samples.predictions.count} ${fit.epochs.length} ${fit.end !== null}`,
      read: () => predictionsView(run, fit),
    }),
    layerCurves: TRACK_PARTS.layerCurves.changes(openLayerCurves(fit, page)),
    layerSamples: TRACK_PARTS.layerSamples.changes(openLayerSamples(fit, page)),
  };
}

/** A track as the page has it. */
export class TrackFeed {
  readonly key: string;
  private readonly feeds: Partial<TrackFeeds>;

  /** @param series that it is drawn from */
  constructor(
    readonly track: Track,
    private readonly series: GrowingSeries | undefined,
    page: PageContext,
  ) {
    const { run, fit, role } = track;
    this.key = trackKey(track);
    this.feeds = { ...runFeeds(run, page), ...(role === 'main' ? outputFeeds(run, page) : {}) };
    if (!fit || !series) return;
    const own = role === 'main' ? fitFeeds(run, fit, page) : comparedFeeds(run, fit, series, page);
    this.feeds = { ...this.feeds, ...own };
  }

  /** Whether it feeds that track, and from the series that it has now: reading a run back replaces them. */
  isOf({ run, fit, role }: Track, now: GrowingSeries | undefined): boolean {
    const { track, series } = this;
    return role === track.role && run === track.run && fit === track.fit && now === series;
  }

  /** What has changed since the last call. */
  next(): TrackUpdates {
    return nextUpdates(this.feeds);
  }
}
