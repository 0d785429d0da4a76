import { bySeverity } from '../../protocol/severity.js';
import type { TaughtFinding } from './runRule.js';

/** A finding with those that only follow from it. */
export interface Cause extends TaughtFinding {
  readonly follows: readonly TaughtFinding[];
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
    'few-steps',
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
  'few-steps': ['under-fitting', 'stopped-early', 'no-progress'],
  'dead-layer': ['same-output', 'vanishing-gradient', 'no-progress', 'learning-rate', 'under-fitting'],
  'saturated-layer': ['same-output', 'vanishing-gradient', 'no-progress', 'learning-rate', 'under-fitting'],
  'vanishing-gradient': ['same-output', 'no-progress', 'learning-rate', 'stopped-early', 'under-fitting'],
  'exploding-gradient': ['divergence', 'no-progress', 'learning-rate', 'first-loss'],
  'learning-rate': ['no-progress', 'divergence', 'stopped-early', 'under-fitting'],
  divergence: ['no-progress'],
  'class-imbalance': ['no-progress', 'first-loss'],
};

/**
 * One cause is one finding: what follows from it stands under it.
 * @param all in the order of `RUN_RULES`
 * @returns most severe first, each cause before what follows from it
 */
export function causesOf(all: readonly TaughtFinding[]): Cause[] {
  const explains = (cause: TaughtFinding, finding: TaughtFinding) =>
    all.indexOf(cause) < all.indexOf(finding) && (FOLLOWS[cause.rule]?.includes(finding.rule) ?? false);
  const isCause = (finding: TaughtFinding) => !all.some((other) => explains(other, finding));
  const causes = all.filter(isCause).map((cause): Cause => {
    const firstOf = (finding: TaughtFinding) => all.find((other) => isCause(other) && explains(other, finding));
    return { ...cause, follows: all.filter((finding) => !isCause(finding) && firstOf(finding) === cause) };
  });
  return causes.sort(bySeverity);
}
