import type { SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { callArgument, DEFAULT_RATES, type Optimizer, optimizersOf } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Optimizers whose step in each weight is about the learning rate, whatever the gradient's size. */
const SCALES_GRADIENT = /^(?:adam|adamw|adamax|nadam|rmsprop)$/;
/** Rates below are next to none: float32 has 7 digits. UMLAUT. */
const SMALLEST = 1e-7;
/** Rates of them above which steps are often too large. UMLAUT has 0.01; of 48 small nets that learn well, 7 have 0.02 to 0.05. */
const LARGE_SCALED = 0.05;
/** A step as large as weights themselves are at first, and more: Glorot's are below 1. */
const HUGE_SCALED = 1;
/** Of gradient descent. UMLAUT. */
const LARGE = 0.1;

/** A learning rate that cannot be right, or seldom is. */
export const learningRate: SourceRule = {
  id: 'learning-rate',
  find: (model) => optimizersOf(model).flatMap((optimizer) => findingFor(model, optimizer)),
};

function findingFor(model: SourceModel, { name, call }: Optimizer): SourceFinding[] {
  const argument = call && callArgument(call.arguments, 'learningRate', ['learningRate']);
  const rate = argument?.value;
  if (!argument || typeof rate !== 'number') return [];
  const said = verdict(rate, SCALES_GRADIENT.test(name), name);
  if (!said) return [];
  const usual = String(DEFAULT_RATES[name] ?? 0.001);
  const edits = new Edits(model);
  const fixes = edits.setIn(call, 'learningRate', argument, usual, `Set the learning rate to ${usual}`);
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

type Said = Pick<SourceFinding, 'severity' | 'message' | 'why' | 'evidence'>;

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
