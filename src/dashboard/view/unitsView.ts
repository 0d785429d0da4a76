import type { UnitsView } from '../../protocol/dashboard/predictionsPart.js';
import type { FitSummary } from '../../protocol/fit.js';
import { layerLabel } from '../../protocol/layerLabel.js';
import type { LatestPredictions } from '../../runs/predictions/latestPredictions.js';
import { axisNames } from './surfaceView.js';

/** What single units make of what lies around the samples; null for a model that does not have two inputs. */
export function unitsView(summary: FitSummary, { units }: LatestPredictions): UnitsView | null {
  const kept = summary.samples?.units;
  if (!kept || !units) return null;
  let from = 0;
  const layers = kept.of.flatMap((shown, index) => {
    if (shown === 0) return [];
    const values = Float32Array.from(units.outputs.subarray(from, from + shown * kept.points));
    from += values.length;
    const all = summary.layers[index]?.outputShape.at(-1) ?? shown;
    return [{ label: layerLabel(summary.layers, index), units: all, shown, values }];
  });
  return { names: axisNames(summary, 2), range: Float32Array.from(units.range), layers };
}
