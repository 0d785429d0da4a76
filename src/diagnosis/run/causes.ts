import { bySeverity } from '../../protocol/severity.js';
import type { TaughtFinding } from './runRule.js';

/** A finding with those that only follow from it. */
export interface Cause extends TaughtFinding {
  readonly follows: readonly TaughtFinding[];
}

/** What follows where no signal gets through a layer, forwards or back. More steps would change nothing of it. */
const NO_SIGNAL = [
  'few-steps',
  'same-output',
  'no-progress',
  'learning-rate',
  'under-fitting',
  'rank-collapse',
  'frozen-layer',
  'oscillation',
];

/** What explains what: by rule, those after it in `RUN_RULES` that are no more than its consequence. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  'target-scale': [
    'not-a-number',
    'exploding-gradient',
    'vanishing-gradient',
    'divergence',
    'dead-layer',
    'saturated-layer',
    'learning-rate',
    'first-loss',
    'stopped-early',
    ...NO_SIGNAL,
  ],
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
    'oscillation',
    'frozen-layer',
    'rank-collapse',
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
    'oscillation',
    'frozen-layer',
    'rank-collapse',
  ],
  'target-range': [
    'same-output',
    'no-progress',
    'saturated-layer',
    'dead-layer',
    'first-loss',
    'learning-rate',
    'few-steps',
    'stopped-early',
    'oscillation',
    'frozen-layer',
    'rank-collapse',
  ],
  'leaked-target': ['stopped-early'],
  'multi-hot-targets': ['under-fitting', 'stopped-early'],
  'validation-leak': ['stopped-early'],
  'validation-classes': ['validation-shares', 'over-fitting'],
  'validation-shares': ['over-fitting'],
  'validation-range': ['over-fitting'],
  'small-batch-normalization': ['few-steps', 'dead-layer', 'same-output', 'no-progress', 'rank-collapse'],
  'same-output': ['few-steps', 'no-progress', 'first-loss', 'frozen-layer'],
  'over-fitting': ['stopped-early'],
  'few-steps': ['under-fitting', 'stopped-early', 'no-progress'],
  'dead-layer': ['vanishing-gradient', ...NO_SIGNAL],
  'saturated-layer': ['vanishing-gradient', ...NO_SIGNAL],
  'vanishing-gradient': [...NO_SIGNAL, 'stopped-early'],
  'exploding-gradient': ['divergence', 'no-progress', 'learning-rate', 'first-loss', 'oscillation'],
  'learning-rate': ['no-progress', 'divergence', 'stopped-early', 'under-fitting'],
  'rank-collapse': ['few-steps', 'same-output', 'no-progress', 'learning-rate', 'under-fitting'],
  oscillation: ['learning-rate', 'first-loss', 'divergence', 'no-progress', 'stopped-early', 'under-fitting'],
  divergence: ['no-progress', 'stopped-early', 'first-loss', 'over-fitting', 'class-imbalance'],
  'frozen-layer': ['no-progress', 'under-fitting'],
  'class-imbalance': ['no-progress', 'first-loss'],
};

/** What more steps do mend: that there were too few, or that each is small. */
const OF_STEPS: readonly string[] = ['few-steps', 'learning-rate'];

/** Whether more steps would change nothing of what a rule finds. */
export const outlastsSteps = (rule: string): boolean =>
  !OF_STEPS.includes(rule) && (FOLLOWS[rule] ?? []).some((other) => other === 'few-steps' || other === 'stopped-early');

/** What as a hint is beside what it may be a reason for, not the cause of it. */
const REASONS: readonly string[] = ['class-imbalance', 'validation-shares'];

/** Whether what is only possible does not explain a finding. That there were too few steps is arithmetic. */
const isOnlyBeside = (cause: TaughtFinding, { rule, severity }: TaughtFinding): boolean =>
  cause.severity === 'hint' && (rule === 'few-steps' || (severity !== 'hint' && REASONS.includes(cause.rule)));

/**
 * One cause is one finding: what follows from it stands under it.
 * @param all in the order of `RUN_RULES`
 * @returns most severe first, each cause before what follows from it
 */
export function causesOf(all: readonly TaughtFinding[]): Cause[] {
  const explains = (cause: TaughtFinding, finding: TaughtFinding) =>
    all.indexOf(cause) < all.indexOf(finding) &&
    (FOLLOWS[cause.rule]?.includes(finding.rule) ?? false) &&
    !isOnlyBeside(cause, finding);
  // Of several the most severe one, also by way of what is between.
  const causeOf = (finding: TaughtFinding): TaughtFinding => {
    const [cause = finding] = all
      .filter((other) => explains(other, finding))
      .map(causeOf)
      .sort(bySeverity);
    return cause;
  };
  const rooted = all.map((finding) => ({ finding, cause: causeOf(finding) }));
  return rooted
    .filter(({ finding, cause }) => finding === cause)
    .map(({ cause }): Cause => {
      const own = rooted.filter((each) => each.cause === cause && each.finding !== cause);
      return { ...cause, follows: own.map(({ finding }) => finding) };
    })
    .sort(bySeverity);
}
