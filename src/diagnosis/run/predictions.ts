import { formatCounted } from '../../protocol/numberText.js';
import { continued } from '../../protocol/sentenceText.js';
import type { FitFigures } from './fitFigures.js';
import type { Progress } from './progress.js';
import { deadLayer } from './rules/deadLayer.js';
import { explodingGradient } from './rules/explodingGradient.js';
import { saturatedLayer } from './rules/saturatedLayer.js';
import { vanishingGradient } from './rules/vanishingGradient.js';
import type { RunFinding, RunRule } from './runRule.js';

type Measured = (fit: FitFigures) => number;
const ofOutputs: Measured = ({ outputs }) => outputs.length;
const ofGradients: Measured = ({ series }) => series.length;

/**
 * Rules that one batch at the initial weights is enough for: what they see there follows from how the net is built. With how many batches have
 * the figures that they go by.
 */
const OF_ONE_BATCH: ReadonlyMap<RunRule, Measured> = new Map([
  [deadLayer, ofOutputs],
  [saturatedLayer, ofOutputs],
  [vanishingGradient, ofGradients],
  [explodingGradient, ofGradients],
]);

/**
 * What a rule would say if the net went on as its first batches did, as hints; nothing once enough is trained to see what it does, nor of what
 * the first batch showed and later ones do not.
 */
export function predicted(rule: RunRule, fit: FitFigures, reached: Progress): RunFinding[] {
  const measured = OF_ONE_BATCH.get(rule)?.(fit) ?? 0;
  if (reached.learned !== 'unknown' || fit.series.length === 0 || measured === 0) return [];
  const shown = (figures: FitFigures) => rule.find(figures, { ...reached, learned: 'some' });
  const first = shown(firstBatch(fit));
  if (first.length === 0 || measured === 1) return first.map((finding) => prediction(finding, 'the first batch'));
  return shown(fit).map((finding) =>
    prediction(finding, `the first ${formatCounted(fit.series.length, 'batch', 'batches')}`),
  );
}

const prediction = (finding: RunFinding, from: string): RunFinding => ({
  ...finding,
  severity: 'hint',
  message: `Predicted from ${from}: ${continued(finding.message)}`,
});

/** The figures of the first batch alone, which is computed with the initial weights. */
function firstBatch(fit: FitFigures): FitFigures {
  const { series } = fit;
  return {
    ...fit,
    outputs: fit.outputs.slice(0, 1),
    series: { length: 1, read: (key, _from, _to, buckets) => series.read(key, 0, 1, buckets) },
  };
}
