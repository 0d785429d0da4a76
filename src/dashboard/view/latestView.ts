import type { Latest } from '../../protocol/dashboard.js';
import { statisticIndex } from '../../protocol/statistics.js';
import type { LatestBatch } from '../../runs/types.js';

/** The last batch as the page shows it; `primary` as of `primaryVariables`. */
export function latestView(latest: LatestBatch, primary: readonly (number | null)[]): Latest {
  const layers = new Float32Array(primary.length * 3).fill(Number.NaN);
  primary.forEach((variable, layer) => {
    if (variable === null) return;
    const value = (name: Parameters<typeof statisticIndex>[1]): number =>
      latest.statistics[statisticIndex(variable, name)] ?? Number.NaN;
    layers.set([value('gradNorm'), value('updateNorm') / value('weightNorm'), value('gradZeros')], layer * 3);
  });
  return { values: Float32Array.of(latest.loss, ...latest.metrics), layers };
}
