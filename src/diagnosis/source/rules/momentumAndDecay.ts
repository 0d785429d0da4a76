import { formatCount, formatNumber, formatRound } from '../../../protocol/numberText.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { callArgument, optimizersOf } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Of Keras's `decay` a step; the rate is halved after 1 / decay steps. */
const LARGE_DECAY = 0.01;
const USUAL_MOMENTUM = 0.9;
/** Below it steps are at most 1.4 times as large, by 1 / (1 - m), and are evened out over two or three: hardly any momentum at all. */
const SMALL_MOMENTUM = 0.3;

/** Momentum that never dies down, and decay that ends learning: by the optimizers' own formulas. */
export const momentumAndDecay: SourceRule = {
  id: 'momentum-and-decay',
  find: (model) =>
    optimizersOf(model).flatMap(({ call }): SourceFinding[] => {
      if (!call) return [];
      const momentum = callArgument(call.arguments, 'momentum', ['learningRate', 'momentum']);
      const decay = callArgument(call.arguments, 'decay', []);
      const edits = new Edits(model);
      const toUsual = (given: SourceArgument) =>
        edits.replace(given, String(USUAL_MOMENTUM), `Set the momentum to ${USUAL_MOMENTUM}`);
      const found: SourceFinding[] = [];
      if (momentum && typeof momentum.value === 'number' && momentum.value >= 1) {
        found.push({
          span: momentum.valueSpan,
          severity: 'error',
          category: 'optimizer',
          message: `The momentum is ${momentum.value}.`,
          why: 'From 1 on, no earlier step dies down: steps grow without end.',
          help: `${USUAL_MOMENTUM} is usual.`,
          evidence: { momentum: momentum.value, threshold: 1 },
          fixes: toUsual(momentum),
        });
      }
      if (momentum && typeof momentum.value === 'number' && momentum.value > 0 && momentum.value < SMALL_MOMENTUM) {
        found.push({
          span: momentum.valueSpan,
          severity: 'warning',
          category: 'optimizer',
          message: `The momentum is ${momentum.value}, where ${USUAL_MOMENTUM} is usual.`,
          why: `Steps get ${(1 / (1 - momentum.value)).toFixed(1)} times as large with it, and 10 times with ${USUAL_MOMENTUM}: it does next to nothing.`,
          help: `Use ${USUAL_MOMENTUM}, or adam.`,
          evidence: { momentum: momentum.value, threshold: SMALL_MOMENTUM },
          fixes: toUsual(momentum),
        });
      }
      if (decay && typeof decay.value === 'number' && decay.value >= LARGE_DECAY) {
        found.push({
          span: decay.valueSpan,
          severity: 'hint',
          category: 'learning-rate',
          message: `The learning rate decays by ${decay.value} a batch.`,
          why: `It is halved after ${Math.round(1 / decay.value)} batches, and hardly anything is learned after some times that many.`,
          help: 'Use a smaller decay, or none.',
          evidence: { decay: decay.value, threshold: LARGE_DECAY },
          fixes: edits.replace(decay, '0.0', 'Remove the decay'),
        });
      }
      return found;
    }),
  lesson({ evidence: { momentum = Number.NaN, decay = Number.NaN } = {} }) {
    if (!Number.isNaN(momentum)) {
      return [
        'With momentum a step carries on: to each, a share of the one before is added. At a share of 0.9 a step has faded to a tenth after 22 batches, so that shakes cancel out and a steady direction gathers pace, up to ten times. At 1 nothing ever fades.',
        ofMomentum(momentum),
      ];
    }
    return [
      'The learning rate says how far each step moves the weights. Decay makes it smaller as training goes on: after some batches it is divided by 1 plus their number times the decay. That is meant to let the weights settle at the end. Too large a decay ends learning before it has got anywhere.',
      `With a decay of ${decay} the steps are half as long after ${formatCount(1 / decay)} batches, and a tenth as long after ${formatCount(9 / decay)}. With 32 samples in a batch, that is ${formatCount(32 / decay)} and ${formatCount((9 * 32) / decay)} samples.`,
    ];
  },
};

function ofMomentum(momentum: number): string {
  if (momentum === 1)
    return 'With a momentum of 1 a step is taken again in full at every batch that follows: after 100 batches, the first one has been taken 100 times.';
  return momentum > 1
    ? `With a momentum of ${momentum} a step grows at every batch that follows: after 100 batches, what is left of the first one is ${formatNumber(momentum ** 100, 2)} times as large.`
    : `With a momentum of ${momentum} a steady direction gathers ${formatNumber(1 / (1 - momentum), 2)} times the pace of single steps, and with ${USUAL_MOMENTUM} it would be ${formatRound(1 / (1 - USUAL_MOMENTUM))} times.`;
}
