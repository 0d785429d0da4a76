import type { FitView, Latest } from '../../src/protocol/dashboard/parts.js';
import { type FigureName, figureIndex } from '../../src/protocol/statistics.js';

/** A figure of a layer on the last batch; NaN where there is none. */
export const layerFigure = (latest: Latest, layer: number, name: FigureName): number =>
  latest.layers[figureIndex(layer, name)] ?? Number.NaN;

/** Whether the layer had a gradient on the last batch, be it NaN. */
export const isMeasured = ({ layers }: FitView, latest: Latest, layer: number): boolean =>
  layers[layer]?.weight !== null && !Number.isNaN(layerFigure(latest, layer, 'gradNaNs'));
