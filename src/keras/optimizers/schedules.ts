import type { KerasCall } from '../../protocol/keras.js';
import { bindArguments } from '../arguments/bindArguments.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { kerasProblem } from '../kerasProblem.js';

/** The learning rate of a step; steps count from 0, over all epochs. */
export type Schedule = (step: number) => number;

interface Rule {
  readonly order: string;
  make(args: BoundArguments): Schedule;
}

const decayOrder = 'initial_learning_rate decay_steps decay_rate staircase name';

function start(args: BoundArguments): number {
  const value = args.number('initial_learning_rate');
  if (value === undefined) throw kerasProblem(args.call, `${args.call.name} needs an initial_learning_rate.`);
  return value;
}

function passed(args: BoundArguments, step: number): number {
  const share = step / args.size('decay_steps');
  return args.flag('staircase') ? Math.floor(share) : share;
}

const rules: Readonly<Record<string, Rule>> = {
  ExponentialDecay: {
    order: decayOrder,
    make: (args) => {
      const [first, rate] = [start(args), args.number('decay_rate') ?? 1];
      return (step) => first * rate ** passed(args, step);
    },
  },
  InverseTimeDecay: {
    order: decayOrder,
    make: (args) => {
      const [first, rate] = [start(args), args.number('decay_rate') ?? 1];
      return (step) => first / (1 + rate * passed(args, step));
    },
  },
  PolynomialDecay: {
    order: 'initial_learning_rate decay_steps end_learning_rate power cycle name',
    make: (args) => {
      const [first, last, power] = [start(args), args.number('end_learning_rate') ?? 1e-4, args.number('power') ?? 1];
      const total = args.size('decay_steps');
      const cycle = args.flag('cycle') ?? false;
      return (step) => {
        const steps = cycle ? total * Math.max(1, Math.ceil(step / total)) : total;
        return (first - last) * (1 - Math.min(step, steps) / steps) ** power + last;
      };
    },
  },
  CosineDecay: { order: 'initial_learning_rate decay_steps alpha name warmup_target warmup_steps', make: cosineDecay },
  CosineDecayRestarts: {
    order: 'initial_learning_rate first_decay_steps t_mul m_mul alpha name',
    make: cosineRestarts,
  },
  PiecewiseConstantDecay: { order: 'boundaries values name', make: piecewise },
};

/** @throws {SourceError} for a schedule that is none of Keras's */
export function schedule(call: KerasCall, version: 1 | 2 | 3): Schedule {
  const rule = Object.hasOwn(rules, call.name) ? rules[call.name] : undefined;
  if (!rule) {
    throw kerasProblem(
      call,
      `The learning rate ${call.name} is a Python function or class, which GradLens does not run. Use a number.`,
    );
  }
  return rule.make(bindArguments(call, rule, version, ''));
}

function cosineDecay(args: BoundArguments): Schedule {
  const [first, alpha, total] = [start(args), args.number('alpha') ?? 0, args.size('decay_steps')];
  const [target, warmup] = [args.number('warmup_target'), args.number('warmup_steps') ?? 0];
  const decayed = (step: number, from: number) => {
    const cosine = 0.5 * (1 + Math.cos((Math.PI * Math.min(step, total)) / total));
    return from * ((1 - alpha) * cosine + alpha);
  };
  if (target === undefined) return (step) => decayed(step, first);
  return (step) => (step < warmup ? first + ((target - first) * step) / warmup : decayed(step - warmup, target));
}

function cosineRestarts(args: BoundArguments): Schedule {
  const [first, alpha] = [start(args), args.number('alpha') ?? 0];
  const [longer, lower] = [args.number('t_mul') ?? 2, args.number('m_mul') ?? 1];
  const length = args.size('first_decay_steps');
  return (step) => {
    let [from, steps, height] = [0, length, 1];
    while (step >= from + steps) {
      from += steps;
      steps *= longer;
      height *= lower;
    }
    const cosine = 0.5 * height * (1 + Math.cos((Math.PI * (step - from)) / steps));
    return first * ((1 - alpha) * cosine + alpha);
  };
}

function piecewise(args: BoundArguments): Schedule {
  const [boundaries, values] = [numbers(args, 'boundaries'), numbers(args, 'values')];
  if (values.length !== boundaries.length + 1) {
    throw kerasProblem(args.call, 'PiecewiseConstantDecay needs one more value than boundaries.');
  }
  return (step) => {
    const found = boundaries.findIndex((boundary) => step <= boundary);
    return values[found < 0 ? values.length - 1 : found] ?? 0;
  };
}

function numbers(args: BoundArguments, name: string): number[] {
  const value = args.value(name);
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) return [...(value as number[])];
  throw args.wrong(name, 'a list of numbers', value ?? null);
}
