import { formatNumber, formatShare, formatTimes } from '../../../protocol/numberText.js';
import { knownLoss } from '../../losses.js';
import { balanceClasses } from '../../source/remedies/changedTraining.js';
import type { Progress } from '../progress.js';
import type { RunRule } from '../runRule.js';

/** Largest over smallest class; SageMaker Debugger. */
const RATIO = 10;
const FEWEST_CLASSES = 2;

/**
 * Whether naming the largest class each time may be the best that a loss knows. Where it is lowest at the shares of the classes, as crossentropies and squared errors
 * are (proper scoring rules: Gneiting and Raftery 2007), whatever the inputs tell of rare classes lowers it, too: then balance alone keeps no net from learning.
 */
const isLowestAtClasses = (loss: string): boolean =>
  !/^(?:categorical|binary|squared)$/.test(knownLoss(loss)?.kind ?? '');

/** Some classes are rare, and count for no more than others: a net that never names them is right most of the time. */
export const classImbalance: RunRule = {
  id: 'class-imbalance',
  find(fit, { learned }) {
    const classes = fit.data?.targets?.classes.filter((count) => count > 0) ?? [];
    if (fit.summary.setup?.classWeights) return [];
    if (fit.isRandom || classes.length < FEWEST_CLASSES || learned === 'unknown' || learned === 'much') return [];
    const [largest, smallest] = [Math.max(...classes), Math.min(...classes)];
    const ratio = largest / smallest;
    if (ratio <= RATIO) return [];
    const share = largest / classes.reduce((sum, count) => sum + count, 0);
    return [
      {
        rule: classImbalance.id,
        category: 'data',
        severity: learned === 'nothing' && isLowestAtClasses(fit.summary.loss) ? 'warning' : 'hint',
        message: `Classes are out of balance: the largest has ${formatTimes(ratio)} times as many samples as the smallest (out of balance above ${RATIO}).`,
        why: `Always naming the largest class is right in ${formatShare(share)}: accuracy hides the rare ones.`,
        help: 'Give class weights to fit, or look at precision and recall of each class.',
        layer: null,
        since: null,
        evidence: { ratio, share, threshold: RATIO },
      },
    ];
  },
  fixes: (_, { model, data }) => balanceClasses(model, data?.targets ?? null),
  lesson({ evidence: { ratio = Number.NaN, share = Number.NaN } }, _, { accuracy }) {
    const own = accuracy ? besideLargest(accuracy, share) : '';
    return [
      'A net is trained to be right on average, and in that average each sample counts the same. Where most samples are of one class, always naming that class is an easy way to be right most of the time, and the few samples of a rare class hardly change the weights.',
      `Here the largest class has ${formatTimes(ratio)} times as many samples as the smallest, and ${formatShare(share)} of all. A net that names it every time, and knows nothing of the others, is right in ${formatShare(share)}.${own} Class weights let a sample of a rare class count for more.`,
    ];
  },
};

/** The validation has shares of its own. */
function besideLargest({ name, value, chance }: NonNullable<Progress['accuracy']>, share: number): string {
  const there = chance === null || chance === share ? '' : ` (${formatNumber(chance, 2)} there)`;
  return ` Compare the ${name} of ${formatNumber(value, 2)} in this run with that${there}, not with 0.`;
}
