import { formatTimes } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import { stepsByRate } from '../../shortWay.js';
import { Edits } from '../edits.js';
import { isWithin } from '../facts/places.js';
import { momentumOf, shortWay } from '../facts/steps.js';
import { callArgument, DEFAULT_RATES, descends, type Optimizer, optimizersOf } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Rates below are next to none: float32 has 7 digits. UMLAUT. */
const SMALLEST = 1e-7;
/** Rates of them above which steps are often too large. UMLAUT has 0.01; of 48 small nets that learn well, 7 have 0.02 to 0.05. */
const LARGE_SCALED = 0.05;
/** A step as large as weights themselves are at first, and more: Glorot's are below 1. */
const HUGE_SCALED = 1;
/** Of gradient descent. UMLAUT. */
const LARGE = 0.1;
/** Of gradient descent: the mean error's gradient times as much throws weights of a net about, but for a single layer. */
const HUGE = 1;
/** Of plain gradient descent, a tenth of its default and less: it takes ten times as many epochs as usual. */
const SMALL = 0.001;

/** A learning rate that cannot be right, or seldom is. */
export const learningRate: SourceRule = {
  id: 'learning-rate',
  find: (model) => optimizersOf(model).flatMap((optimizer) => findingFor(model, optimizer)),
  lesson({ span, evidence: { rate = Number.NaN, threshold = Number.NaN } = {} }, model) {
    const name = optimizersOf(model).find(({ call }) => call && isWithin(span, call.span))?.name ?? 'sgd';
    return [
      'The gradient tells each weight which way to move for a lower loss, and the learning rate how far. With too small a rate the weights hardly leave their start. With too large a one each step leaps over the place that it was meant to reach, so that the loss jumps about or grows. The default of the optimizer is a good place to begin.',
      here(rate, threshold, name),
    ];
  },
};

function findingFor(model: SourceModel, optimizer: Optimizer): SourceFinding[] {
  const { name, call } = optimizer;
  const argument = call && callArgument(call.arguments, 'learningRate', ['learningRate']);
  const rate = argument?.value;
  if (!argument || typeof rate !== 'number') return [];
  const said = verdict(rate, stepsByRate(name), name) ?? small(model, optimizer, rate);
  if (!said) return [];
  const usual = String(DEFAULT_RATES[name] ?? 0.001);
  const edits = new Edits(model);
  const fixes = edits.replace(argument, usual, `Set the learning rate to ${usual}`);
  return [
    {
      span: argument.valueSpan,
      category: 'learning-rate',
      help: `The default of ${name} is ${usual}.`,
      fixes,
      ...said,
    },
  ];
}

type Said = Pick<SourceFinding, 'severity' | 'message' | 'why' | 'evidence'> &
  Partial<Pick<SourceFinding, 'category' | 'help'>>;

/** Gradient descent in tiny steps: certain where all steps of the fit together take no weight far, or nothing adds them up. */
function small(model: SourceModel, optimizer: Optimizer, rate: number): Said | null {
  if (!descends(optimizer) || rate > SMALL) return null;
  const [fit] = model.fits;
  const taken = fit && model.fits.length === 1 ? shortWay(model, fit) : null;
  const isPlain = momentumOf(optimizer) === 0 && rate < SMALL;
  return {
    severity: taken || isPlain ? 'warning' : 'hint',
    message: `The learning rate of gradient descent is ${rate}, its default 0.01.`,
    why: taken
      ? `The ${taken.steps} steps of this fit together change a weight by ${taken.way.toPrecision(1)} at most.`
      : 'Steps are so small that it takes very many epochs.',
    evidence: { rate, threshold: SMALL },
    ...(isPlain
      ? { category: 'optimizer' as const, help: 'Use adam, or momentum 0.9 and the learning rate 0.01.' }
      : {}),
  };
}

function verdict(rate: number, scales: boolean, name: string): Said | null {
  if (rate < 0) {
    const why = 'Each step goes up the gradient, so the loss grows instead of falling.';
    return {
      severity: 'error',
      message: `The learning rate is ${rate}, below 0.`,
      why,
      evidence: { rate, threshold: 0 },
    };
  }
  if (rate === 0) {
    const why = 'No step changes a weight, so nothing is learned.';
    return { severity: 'error', message: 'The learning rate is 0.', why, evidence: { rate, threshold: 0 } };
  }
  if (rate < SMALLEST) {
    const why = 'Steps of this size are lost in the rounding of most weights.';
    return {
      severity: 'warning',
      message: `The learning rate is ${rate}.`,
      why,
      evidence: { rate, threshold: SMALLEST },
    };
  }
  if (scales && rate >= HUGE_SCALED) {
    const why = `A step of ${name} changes each weight by about the learning rate, more than the weights are at first.`;
    return {
      severity: 'warning',
      message: `The learning rate of ${name} is ${rate}.`,
      why,
      evidence: { rate, threshold: HUGE_SCALED },
    };
  }
  if (!scales && rate > HUGE && !/^ada(?:grad|delta)$/.test(name)) {
    const why = 'A step is larger than the gradient itself, so it leaps over what it should find and the loss grows.';
    return {
      severity: 'warning',
      message: `The learning rate of ${name} is ${rate}.`,
      why,
      evidence: { rate, threshold: HUGE },
    };
  }
  const threshold = scales ? LARGE_SCALED : LARGE;
  if (rate <= threshold || /^ada(?:grad|delta)$/.test(name)) return null;
  const why = 'Steps that are too large leap over what they should find: the loss oscillates or grows.';
  return {
    severity: 'hint',
    message: `The learning rate of ${name} is ${rate}, above ${threshold}.`,
    why,
    evidence: { rate, threshold },
  };
}

function here(rate: number, threshold: number, name: string): string {
  const usual = DEFAULT_RATES[name] ?? 0.001;
  if (rate < 0)
    return `At ${rate} every step goes the opposite way: up, to a higher loss. The default of ${name} is ${usual}.`;
  if (rate === 0)
    return `At 0 every step has a length of 0, and the weights stay what they are. The default of ${name} is ${usual}.`;
  if (threshold === SMALLEST)
    return `At ${rate} a gradient of 1 would move a weight by ${rate}. A weight of 1 is kept to about 7 digits, so such a step is rounded away. The default of ${name} is ${usual}.`;
  if (threshold === SMALL)
    return `At ${rate} a gradient of 1 moves a weight by ${rate}: it takes ${formatTimes(0.3 / rate)} such batches, all pulling in one direction, to move it by 0.3, which is about the size that weights start with. The default of ${name} is ${usual}.`;
  const times = formatTimes(rate / usual);
  if (threshold === HUGE_SCALED)
    return `A step of ${name} moves each weight by about the learning rate, here ${rate}. Weights start mostly between -0.3 and 0.3, so 1 step undoes them. The default is ${usual}, of which this is ${times} times as much.`;
  return `The learning rate of ${name} is ${rate} here, ${times} times its default of ${usual}; above ${threshold} few nets learn. Should the loss jump about or grow, divide it by ten.`;
}
