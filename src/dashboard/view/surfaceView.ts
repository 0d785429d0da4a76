import type { SurfaceView } from '../../protocol/dashboard/predictionsPart.js';
import type { FitSummary } from '../../protocol/fit.js';
import type { LatestPredictions } from '../../runs/predictions/latestPredictions.js';
import type { Fit } from '../../runs/types.js';

interface Point {
  readonly sample: number;
  readonly truth: number;
  readonly predicted: number;
}

export const axisNames = ({ setup }: Pick<FitSummary, 'setup'>, axes: 1 | 2): string[] => [
  ...(setup?.inputNames ?? (axes === 2 ? ['x₁', 'x₂'] : ['x'])),
];

/** What a model of one or two inputs makes of what lies around its samples; null for any other. */
export function surfaceView(
  { summary }: Pick<Fit, 'summary'>,
  { surface, inputs }: LatestPredictions,
  { values, sure }: Pick<SurfaceView, 'values' | 'sure'>,
  samples: readonly Point[],
): SurfaceView | null {
  const [axes] = summary.samples?.input ?? [];
  if (!surface || (axes !== 1 && axes !== 2)) return null;
  const kept = samples.filter(({ sample }) => sample < (summary.samples?.inputs ?? 0));
  const points = kept.flatMap(({ sample, truth, predicted }) => {
    const x = inputs[sample * axes] ?? Number.NaN;
    return [x, axes === 2 ? (inputs[sample * axes + 1] ?? Number.NaN) : truth, truth, predicted];
  });
  return {
    axes,
    names: axisNames(summary, axes),
    range: Float32Array.from(surface.range),
    values,
    sure,
    points: Float32Array.from(points),
  };
}
