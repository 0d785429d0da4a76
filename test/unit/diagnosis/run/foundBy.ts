import type { TaughtFinding } from '../../../../src/diagnosis/run/runRule.js';

/** A finding that has no words and no figures: for what goes by the rule that found it, the layer, or how severe it is. */
export const foundBy = (rule: string, more: Partial<TaughtFinding> = {}): TaughtFinding => ({
  rule,
  category: 'layers',
  severity: 'warning',
  message: '',
  why: '',
  help: '',
  layer: null,
  since: null,
  evidence: {},
  lesson: ['', ''],
  ...more,
});
