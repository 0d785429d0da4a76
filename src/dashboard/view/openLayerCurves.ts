import { LAYER_CURVES, type LayerCurves } from '../../protocol/dashboard/layerCurvesPart.js';
import type { VersionedSource } from '../../protocol/dashboard/part.js';
import { seriesUpdate } from '../../protocol/dashboard/seriesPart.js';
import { statisticKey } from '../../protocol/seriesKey.js';
import { primaryVariables } from '../../runs/layerFigures.js';
import type { Fit } from '../../runs/types.js';
import type { PageContext } from '../plottedSeries.js';

/** More than a small plot has pixels for is not sent. */
const MOST_BUCKETS = 300;

/** Norms over the batches that the page looks at, of the layers that it has opened. */
export function openLayerCurves(
  fit: Pick<Fit, 'summary' | 'series'>,
  { look }: Pick<PageContext, 'look'>,
): VersionedSource<LayerCurves[]> {
  const variables = primaryVariables(fit.summary);
  return {
    version() {
      const { openLayers, zoom } = look();
      if (openLayers.length === 0) return null;
      return [...openLayers, zoom?.from, zoom?.to, fit.series.length].join();
    },
    read() {
      const { openLayers, zoom } = look();
      const { from, to } = zoom ?? { from: 0, to: fit.series.length };
      return openLayers.flatMap((layer) => {
        const variable = variables[layer];
        if (variable == null) return [];
        const keys = LAYER_CURVES.map((name) => statisticKey(variable, name));
        return [{ layer, series: keys.map((key) => seriesUpdate(key, fit.series.read(key, from, to, MOST_BUCKETS))) }];
      });
    },
  };
}
