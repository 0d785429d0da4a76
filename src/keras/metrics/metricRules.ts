import { areaMetrics } from './areaUnderCurve.js';
import { confusionMetrics } from './confusionMetrics.js';
import { fScores } from './fScores.js';
import { meanMetrics } from './meanMetrics.js';
import type { MetricRules } from './metricRule.js';
import { overlaps } from './overlaps.js';
import { r2Metrics } from './r2Score.js';

/** Metrics of Keras that are classes, by their names. */
export const metricRules: MetricRules = {
  ...meanMetrics,
  ...confusionMetrics,
  ...areaMetrics,
  ...fScores,
  ...overlaps,
  ...r2Metrics,
};
