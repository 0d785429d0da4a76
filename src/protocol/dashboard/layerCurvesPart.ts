import * as v from 'valibot';
import { Count } from '../schema.js';
import type { Statistic } from '../statistics.js';
import { versioned } from './part.js';
import { SeriesUpdates } from './seriesPart.js';

/** Of the weight that stands for a layer what an open row draws over batches, in this order. */
export const LAYER_CURVES = ['gradNorm', 'weightNorm', 'updateNorm'] as const satisfies readonly Statistic[];

const LayerCurves = v.object({ layer: Count, series: SeriesUpdates });
export type LayerCurves = v.InferOutput<typeof LayerCurves>;

/** Norms over the batches that the page looks at, of the layers whose rows are open. */
export const layerCurvesPart = versioned(v.array(LayerCurves));
