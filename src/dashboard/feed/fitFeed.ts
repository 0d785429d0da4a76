import type { Activations, Latest, PageParts, Progress, SeriesUpdate } from '../../protocol/dashboard.js';
import type { SeriesKey } from '../../protocol/seriesKey.js';
import { primaryVariables } from '../../runs/layerFigures.js';
import type { FitSeries } from '../../runs/series/fitSeries.js';
import type { Fit } from '../../runs/types.js';
import { activationsView } from '../view/activationsView.js';
import { fitView } from '../view/fitView.js';
import { latestView } from '../view/latestView.js';
import { progress } from '../view/progress.js';
import { Changed } from './changed.js';
import { EpochTail } from './epochTail.js';
import { HeatTail } from './heatTail.js';
import { plottedKeys, plotWidth, seriesUpdate } from './plotted.js';
import { SeriesTail } from './seriesTail.js';

/** One fit as the page has it: each call of `next` gives what has changed since the last. */
export class FitFeed {
  private readonly primary: readonly (number | null)[];
  private readonly lines: readonly { readonly key: SeriesKey; readonly tail: SeriesTail }[];
  private readonly heat: HeatTail;
  private readonly epochs = new EpochTail();
  private readonly progress = new Changed<Progress>();
  private readonly series: FitSeries;
  private described = false;
  private shownStep = -1;
  private shownActivations = 0;

  constructor(
    readonly fit: Fit,
    width: number,
  ) {
    const { summary, series } = fit;
    this.series = series;
    this.primary = primaryVariables(summary);
    this.lines = plottedKeys(summary).map((key) => ({ key, tail: new SeriesTail(series, key, plotWidth(width)) }));
    this.heat = new HeatTail(
      series,
      this.primary.filter((variable) => variable !== null),
    );
  }

  /** Whether it feeds from that fit, and from the series that the fit has now: reading a run back replaces them. */
  feeds(fit: Fit | undefined): boolean {
    return fit === this.fit && fit.series === this.series;
  }

  next(): PageParts {
    const parts: PageParts = {};
    if (!this.described) {
      this.described = true;
      parts.fit = fitView(this.fit.summary);
    }
    const series = this.lines.map(({ key, tail }) => changed(key, tail)).filter((each) => each !== null);
    if (series.length > 0) parts.series = series;
    const heat = this.heat.next();
    if (heat) parts.heat = heat;
    const epochs = this.epochs.next(this.fit.epochs);
    if (epochs) parts.epochs = epochs;
    const latest = this.nextLatest();
    if (latest) parts.latest = latest;
    const activations = this.nextActivations();
    if (activations) parts.activations = activations;
    const moved = this.progress.next(progress(this.fit));
    if (moved) parts.progress = moved.value;
    return parts;
  }

  private nextActivations(): Activations | null {
    const { count } = this.fit.samples.activations;
    if (count === this.shownActivations) return null;
    this.shownActivations = count;
    return activationsView(this.fit);
  }

  private nextLatest(): Latest | null {
    const { latest } = this.fit;
    if (!latest || latest.step === this.shownStep) return null;
    this.shownStep = latest.step;
    return latestView(this.fit);
  }
}

function changed(key: SeriesKey, tail: SeriesTail): SeriesUpdate | null {
  const chunk = tail.next();
  return chunk && seriesUpdate(key, chunk);
}
