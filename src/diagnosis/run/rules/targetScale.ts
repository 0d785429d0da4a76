import { formatAmount, formatTimes } from '../../../protocol/numberText.js';
import { knownLoss } from '../../losses.js';
import { stepsByRate } from '../../shortWay.js';
import { scaleOutputs } from '../../source/remedies/scaledOutputs.js';
import type { FitFigures } from '../fitFigures.js';
import type { Progress } from '../progress.js';
import type { RunRule } from '../runRule.js';

/** Mean or deviation of the targets above which they are out of scale: outputs begin at about 1, so the first errors are as large as the targets. */
const FAR = 100;
/** Times the loss of guessing above which a net has not even come to the mean of its targets. */
const OVER_GUESSING = 1.5;
/** Losses that take errors relative to the targets. */
const RELATIVE = /Percentage|Logarithmic/;

/** Targets of a size for which start weights and learning rates are not made: large errors make large gradients, or a long way in small steps. */
export const targetScale: RunRule = {
  id: 'target-scale',
  find(fit, reached) {
    const targets = fit.data?.targets;
    if (!targets || fit.isRandom || targets.notFinite > 0 || !takesNumbers(fit) || !holdsBack(fit, reached)) return [];
    const { min, max, mean, std } = targets;
    const size = Math.max(Math.abs(mean), std);
    if (size <= FAR) return [];
    return [
      {
        rule: targetScale.id,
        category: 'preprocessing',
        severity: reached.learned === 'some' ? 'warning' : 'error',
        message: `The targets are out of scale: from ${formatAmount(min)} to ${formatAmount(max)}, mean ${formatAmount(mean)}, deviation ${formatAmount(std)} (out of scale above ${FAR}).`,
        why: stepsByRate(fit.summary.optimizer)
          ? 'Outputs begin near 0, and the optimizer takes small steps however large the error is: the way to such targets is very long.'
          : 'Outputs begin near 0, so the first errors are as large as the targets: gradients are huge, and steps overshoot.',
        help: 'Subtract the mean of the targets and divide by their deviation; predictions are turned back the same way.',
        layer: null,
        since: null,
        evidence: { min, max, mean, std, size, threshold: FAR },
      },
    ];
  },
  isFixable: (_, { summary }) => canScaleOutputs(summary),
  fixes: ({ evidence: { mean = Number.NaN, std = 0 } }, { model, summary: { layers } }) =>
    std > 0 && layers.length === model.layers.length ? scaleOutputs(model, mean, std) : [],
  lesson({ evidence: { mean = Number.NaN, std = Number.NaN, size = Number.NaN } }) {
    return [
      'Start weights make outputs of about -1 to 1. The error of a sample is what its target is away from that, and the gradient, which tells each weight which way to move and how far, grows with the error. Targets in the hundreds of thousands make steps that shoot past every good place. An optimizer that evens out the size of its steps has the other trouble: small steps, and a long way to go.',
      `The targets of this net have a mean of ${formatAmount(mean)}, and a standard deviation, how far they usually are from it, of ${formatAmount(std)}: about ${formatTimes(size)} times what the net begins with. With the mean subtracted and divided by the deviation, most would lie between -2 and 2. What the net predicts is multiplied by the deviation again, and the mean added.`,
    ];
  },
};

/** With gradients that grow with the scale only an optimizer goes well that evens out their size; others need other targets, which only the program can make. */
function canScaleOutputs({ layers, optimizer }: FitFigures['summary']): boolean {
  const last = layers.at(-1);
  const isOneNumber = last?.outputShape.at(-1) === 1 && (last.activation ?? 'linear') === 'linear';
  return stepsByRate(optimizer) && isOneNumber;
}

/** Numbers that the last layer puts out as they are. */
function takesNumbers({ summary: { loss, layers }, data }: FitFigures): boolean {
  const known = knownLoss(loss);
  const activation = layers.at(-1)?.activation ?? 'linear';
  const isOfNumbers = known?.isOfNumbers === true && !RELATIVE.test(known.name);
  return isOfNumbers && data?.targets?.kind === 'numbers' && /^(?:linear|relu)$/.test(activation);
}

/** Whether large targets explain what a fit came to: steps of one size have not come to their mean, others are as large as the errors. */
function holdsBack({ summary: { optimizer }, problems }: FitFigures, { learned, guess, last }: Progress): boolean {
  const problem = problems.find(({ kind }) => kind === 'not-a-number');
  if (stepsByRate(optimizer)) return learned === 'nothing' && guess.loss !== null && last > OVER_GUESSING * guess.loss;
  const isGivenSo = problem?.broke?.first === 'inputs' || problem?.broke?.first === 'targets';
  return problem ? !isGivenSo : learned === 'nothing' || learned === 'some';
}
