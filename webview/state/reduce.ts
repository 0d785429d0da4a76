import type { PageParts, SeriesUpdate } from '../../src/protocol/dashboard.js';
import { mergeEpochs, mergeHeat, mergeSeries } from './mergeTail.js';
import { emptyModel, type PageEvent, type PageModel } from './model.js';

/** The page's next state. Deltas and details of another generation than the last snapshot's are stale and change nothing. */
export function reduce(model: PageModel, event: PageEvent): PageModel {
  switch (event.type) {
    case 'snapshot': {
      const { generation, runs, diskBytes } = { ...model, generation: event.generation };
      return apply({ ...emptyModel, generation, runs, diskBytes }, event);
    }
    case 'delta':
      return event.generation === model.generation ? apply(model, event) : model;
    case 'detail':
      return model.zoom && event.generation === model.generation ? { ...model, detail: event.detail } : model;
    case 'zoom':
      return { ...model, zoom: event.zoom, detail: null };
  }
}

function apply(model: PageModel, parts: PageParts): PageModel {
  return {
    ...model,
    runs: parts.runs ?? model.runs,
    diskBytes: parts.diskBytes ?? model.diskBytes,
    run: parts.run === undefined ? model.run : parts.run,
    fit: parts.fit === undefined ? model.fit : parts.fit,
    progress: parts.progress === undefined ? model.progress : parts.progress,
    series: parts.series ? mergeAll(model.series, parts.series) : model.series,
    heat: parts.heat ? mergeHeat(model.heat, parts.heat) : model.heat,
    epochs: parts.epochs ? mergeEpochs(model.epochs, parts.epochs) : model.epochs,
    latest: parts.latest ?? model.latest,
    activations: parts.activations ?? model.activations,
  };
}

function mergeAll(
  series: ReadonlyMap<string, SeriesUpdate>,
  updates: readonly SeriesUpdate[],
): ReadonlyMap<string, SeriesUpdate> {
  const merged = new Map(series);
  for (const update of updates) merged.set(update.key, mergeSeries(series.get(update.key), update));
  return merged;
}
