/** A rule of a run that shows what a rule of a source foretells. */
interface Counterpart {
  readonly rule: string;
  /** It has to be about the layer that the source's is about. */
  readonly ownLayer: boolean;
}

interface Said {
  readonly rule: string;
  readonly evidence?: Readonly<Record<string, number>>;
}

/** That nothing was learned, or too little: of itself a cause stands for it that the source shows. */
export const OUTCOMES: readonly string[] = ['no-progress', 'under-fitting', 'same-output'];
/** What a run came to, or what was too little of it: as a follower it shows no cause that is only possible. */
export const FOLLOWING: readonly string[] = [...OUTCOMES, 'few-steps'];
/** Steps that are too large. */
const OVERSHOOTING = ['divergence', 'exploding-gradient', 'not-a-number', 'oscillation'];

/** What else is seen where no answer of the last layer can be right: the loss moves, and nothing useful comes back to the layers before it. */
const NO_ANSWER = ['rank-collapse', 'over-fitting', 'class-imbalance'];

/** By rule of a source, what a run shows where it is right; `@` stands before what has to be about the same layer. */
const COUNTERPARTS: Readonly<Record<string, readonly string[]>> = {
  'softmax-of-one-unit': [...OUTCOMES, ...NO_ANSWER, 'target-range', 'first-loss', 'learning-rate'],
  'crossentropy-of-one-unit': [...OUTCOMES, ...OVERSHOOTING, ...NO_ANSWER, 'target-range', 'first-loss', '@dead-layer'],
  'crossentropy-without-softmax': [...OUTCOMES, 'target-range', 'first-loss', 'not-a-number', '@dead-layer'],
  'binary-crossentropy-without-sigmoid': [...OUTCOMES, 'target-range', 'first-loss', 'not-a-number', '@dead-layer'],
  'softmax-with-binary-crossentropy': OUTCOMES,
  'softmax-with-regression-loss': [...OUTCOMES, 'target-range', '@saturated-layer'],
  'activation-over-logits': OUTCOMES,
  'bounded-regression': [...OUTCOMES, 'target-range', '@dead-layer', '@saturated-layer'],
  'binary-crossentropy-of-classes': [...OUTCOMES, 'target-range', 'divergence', 'first-loss'],
  'sigmoid-for-one-hot': OUTCOMES,
  'regression-loss-for-classes': OUTCOMES,
  'unscaled-inputs': [...OUTCOMES, ...OVERSHOOTING, 'input-scale', 'saturated-layer', 'dead-layer', 'first-loss'],
  'double-activation': [...OUTCOMES, '@saturated-layer', 'vanishing-gradient'],
  'linear-layers': OUTCOMES,
  'saturating-stack': [...OUTCOMES, 'vanishing-gradient', 'saturated-layer'],
  'learning-rate': [...OUTCOMES, ...OVERSHOOTING, 'learning-rate', 'few-steps'],
  'momentum-and-decay': [...OUTCOMES, ...OVERSHOOTING, 'learning-rate'],
  'constant-initializer': [
    ...OUTCOMES,
    '@rank-collapse',
    '@dead-layer',
    '@saturated-layer',
    'exploding-gradient',
    'first-loss',
  ],
  'small-initializer': [...OUTCOMES, '@rank-collapse', 'vanishing-gradient'],
  dropout: OUTCOMES,
  'wide-input': ['over-fitting'],
  'batch-size': [...OUTCOMES, 'small-batch-normalization', 'few-steps'],
  'few-epochs': [...OUTCOMES, 'stopped-early', 'few-steps'],
  'validation-on-training': ['validation-leak'],
};

/** Rules that find two faults with different consequences. */
function faultOf({ rule, evidence: { spread = 0, momentum = 0, threshold = 0, units = 0 } = {} }: Said): string {
  if (rule === 'constant-initializer' && spread > 0 && spread < threshold) return 'small-initializer';
  // It leaves a net as slow as it would be without: nothing that a run shows comes from it.
  if (rule === 'momentum-and-decay' && momentum > 0 && momentum < threshold) return 'small-momentum';
  return rule === 'crossentropy-without-softmax' && units === 1 ? 'crossentropy-of-one-unit' : rule;
}

/** Faults that more steps do not mend: no answer of the last layer can be right, or what its loss takes it for. */
const BEYOND_STEPS: readonly string[] = [
  'softmax-of-one-unit',
  'crossentropy-of-one-unit',
  'crossentropy-without-softmax',
  'binary-crossentropy-without-sigmoid',
  'softmax-with-regression-loss',
  'bounded-regression',
  'binary-crossentropy-of-classes',
];

/** Whether that a fit took too few steps stands under a fault, where a run shows that. */
export const isBeyondSteps = (finding: Said): boolean => BEYOND_STEPS.includes(faultOf(finding));

/** Whether a finding of a source asks for more steps. */
export const asksForSteps = ({ rule }: Said): boolean => rule === 'few-epochs';

/** Faults of what a net is tested on: that it learns well is known by nothing else, where the run has not seen that it is tested on samples of their own. */
const OF_TESTS: readonly string[] = ['validation-on-training', 'scaler-fitted-to-test'];

/** Whether a fault stays a warning of a net that learns well, whose validation the run knows nothing of. */
export const outlastsRun = ({ rule }: Said): boolean => OF_TESTS.includes(rule);

/** By rule of a source, what a run shows where its advice answers another question than the data ask. */
const REFUTED_BY: Readonly<Record<string, string>> = { 'crossentropy-without-softmax': 'multi-hot-targets' };

/** Whether data can make a source's finding wrong. */
export const isRefutable = ({ rule }: Said): boolean => rule in REFUTED_BY;

/** Whether what a run shows takes the place of a source's finding. */
export const isRefuted = ({ rule }: Said, run: readonly Pick<Said, 'rule'>[]): boolean =>
  run.some((shown) => shown.rule === REFUTED_BY[rule]);

/** What of a run shows what a source's finding says; none where no run can tell. */
export const counterpartsOf = (finding: Said): readonly Counterpart[] =>
  (COUNTERPARTS[faultOf(finding)] ?? []).map((name) =>
    name.startsWith('@') ? { rule: name.slice(1), ownLayer: true } : { rule: name, ownLayer: false },
  );
