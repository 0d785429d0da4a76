import type { FitFigures } from './fitFigures.js';
import { type CurvePoint, epochCurve } from './lossCurve.js';

const ACCURACY = /^(acc|accuracy|categorical_?accuracy|sparse_?categorical_?accuracy|binary_?accuracy)$/i;

/** Whether a metric's label is one of accuracy. */
export const isAccuracy = (metric: string): boolean => ACCURACY.test(metric);

/** The label of a fit's accuracy among its metrics; null where it has none. */
const accuracyMetric = ({ summary }: Pick<FitFigures, 'summary'>): string | null =>
  summary.metrics.find(isAccuracy) ?? null;

/** A fit's accuracy over its epochs, and that of its validation; empty where there is none. */
export interface AccuracyCurves {
  /** As its metric is called. */
  readonly name: string;
  readonly training: readonly CurvePoint[];
  readonly validation: readonly CurvePoint[];
}

export function accuracyCurves(fit: Pick<FitFigures, 'summary' | 'epochs'>): AccuracyCurves {
  const name = accuracyMetric(fit);
  if (name === null) return { name: 'accuracy', training: [], validation: [] };
  return { name, training: epochCurve(fit.epochs, name), validation: epochCurve(fit.epochs, `val_${name}`) };
}
