import { bySeverity } from '../../protocol/severity.js';
import type { Verdict } from '../../protocol/verdict.js';
import type { FitFigures } from './fitFigures.js';
import { type Progress, progress } from './progress.js';
import type { RunFinding, RunRule } from './runRule.js';
import { RUN_RULES } from './runRules.js';
import { verdictOf } from './verdict.js';

/** A finding with those that only follow from it. */
export interface Cause extends RunFinding {
  readonly follows: readonly RunFinding[];
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Most severe first, each cause before what follows from it. */
  readonly findings: readonly Cause[];
}

/** What explains what: by rule, those after it in `RUN_RULES` that are no more than its consequence. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  'not-a-number': [
    'exploding-gradient',
    'divergence',
    'no-progress',
    'learning-rate',
    'dead-layer',
    'saturated-layer',
    'first-loss',
    'input-scale',
  ],
  'input-scale': [
    'saturated-layer',
    'dead-layer',
    'exploding-gradient',
    'vanishing-gradient',
    'divergence',
    'first-loss',
    'learning-rate',
    'no-progress',
  ],
  'target-range': [
    'same-output',
    'no-progress',
    'saturated-layer',
    'dead-layer',
    'first-loss',
    'learning-rate',
    'stopped-early',
  ],
  'small-batch-normalization': ['dead-layer', 'same-output', 'no-progress'],
  'same-output': ['no-progress', 'first-loss'],
  'over-fitting': ['stopped-early'],
  'dead-layer': ['same-output', 'vanishing-gradient', 'no-progress', 'learning-rate', 'under-fitting'],
  'saturated-layer': ['same-output', 'vanishing-gradient', 'no-progress', 'learning-rate', 'under-fitting'],
  'vanishing-gradient': ['same-output', 'no-progress', 'learning-rate', 'stopped-early', 'under-fitting'],
  'exploding-gradient': ['divergence', 'no-progress', 'learning-rate', 'first-loss'],
  'learning-rate': ['no-progress', 'divergence', 'stopped-early', 'under-fitting'],
  divergence: ['no-progress'],
  'class-imbalance': ['no-progress', 'first-loss'],
};

/**
 * Judges a fit by all rules. One cause is one finding: what follows from it stands under it.
 * @param onFault a rule that threw; the others go on
 */
export function judgeFit(fit: FitFigures, onFault: (rule: string, error: unknown) => void): Judgement {
  const reached = progress(fit);
  const all = RUN_RULES.flatMap((rule) => found(rule, fit, reached, onFault));
  const explains = (cause: RunFinding, finding: RunFinding) =>
    all.indexOf(cause) < all.indexOf(finding) && (FOLLOWS[cause.rule]?.includes(finding.rule) ?? false);
  const isCause = (finding: RunFinding) => !all.some((other) => explains(other, finding));
  const causes = all.filter(isCause).map((cause): Cause => {
    const firstOf = (finding: RunFinding) => all.find((other) => isCause(other) && explains(other, finding));
    return { ...cause, follows: all.filter((finding) => !isCause(finding) && firstOf(finding) === cause) };
  });
  return { verdict: verdictOf(fit, reached, all), findings: causes.sort(bySeverity) };
}

function found(
  rule: RunRule,
  fit: FitFigures,
  reached: Progress,
  onFault: (rule: string, error: unknown) => void,
): RunFinding[] {
  try {
    return rule.find(fit, reached);
  } catch (error) {
    onFault(rule.id, error);
    return [];
  }
}
