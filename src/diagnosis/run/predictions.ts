import { continued } from '../../protocol/sentenceText.js';
import type { FitFigures } from './fitFigures.js';
import type { Progress } from './progress.js';
import { deadLayer } from './rules/deadLayer.js';
import { explodingGradient } from './rules/explodingGradient.js';
import { saturatedLayer } from './rules/saturatedLayer.js';
import { vanishingGradient } from './rules/vanishingGradient.js';
import type { RunFinding, RunRule } from './runRule.js';

/** Rules that one batch at the initial weights is enough for: what they see there follows from how the net is built. */
const OF_ONE_BATCH: readonly RunRule[] = [deadLayer, saturatedLayer, vanishingGradient, explodingGradient];

/**
 * What a rule would say if the net went on as its first batch began, as hints; nothing once enough is trained to see what it does.
 */
export function predicted(rule: RunRule, fit: FitFigures, reached: Progress): RunFinding[] {
  if (reached.learned !== 'unknown' || fit.series.length === 0 || !OF_ONE_BATCH.includes(rule)) return [];
  return rule.find(firstBatch(fit), { ...reached, learned: 'some' }).map((finding) => ({
    ...finding,
    severity: 'hint' as const,
    message: `Predicted from the first batch: ${continued(finding.message)}`,
  }));
}

/** The figures of the first batch alone, which is computed with the initial weights. */
function firstBatch(fit: FitFigures): FitFigures {
  const { series } = fit;
  return {
    ...fit,
    outputs: fit.outputs.slice(0, 1),
    series: { length: 1, read: (key, _from, _to, buckets) => series.read(key, 0, 1, buckets) },
  };
}
