import type { SourceModel } from '../../../protocol/source.js';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
import type { SourceArgument, SourceArguments, SourceCall, SourceValue } from '../../../protocol/sourceValue.js';
import { type KnownLoss, knownLoss } from '../../losses.js';
import { camelCase, lastPart } from './names.js';

/** Where Keras takes the arguments of `compile` and `fit` without their names; tfjs takes the data so. */
const COMPILE = ['optimizer', 'loss', 'metrics'];
const FIT = ['x', 'y', 'batchSize', 'epochs'];
/** In tfjs what follows is an object. */
const FIT_IN_TFJS = ['x', 'y'];
/** Names that earlier versions of Keras had. */
const EARLIER_NAMES: Readonly<Record<string, string>> = { nbEpoch: 'epochs', lr: 'learningRate' };

/** An argument of a call, by its name in camel case; null where it certainly has none, undefined where the source leaves that open. */
export function callArgument(
  { list, complete }: SourceArguments,
  name: string,
  positions: readonly string[],
): SourceArgument | null | undefined {
  const named = list.find((argument) => {
    const given = argument.name === null ? null : camelCase(argument.name);
    return given === name || (given !== null && EARLIER_NAMES[given] === name);
  });
  const positional = list.filter((argument) => argument.name === null);
  const placed = positional[positions.indexOf(name)];
  if (named ?? placed) return named ?? placed;
  return complete && positional.length <= positions.length ? null : undefined;
}

/** A model whose framework says where arguments stand. */
type Framed = Pick<SourceModel, 'framework'>;

const compileArgument = ({ framework }: Framed, compile: SourceCall, name: string) =>
  callArgument(compile.arguments, name, framework === 'tfjs' ? [] : COMPILE);

export const fitArgument = ({ framework }: Framed, fit: SourceCall, name: string) =>
  callArgument(fit.arguments, name, framework === 'tfjs' ? FIT_IN_TFJS : FIT);

/** A loss of the framework's own. */
export interface Loss extends Pick<KnownLoss, 'name' | 'isOfNumbers'> {
  /** Whether it takes what comes before a sigmoid or softmax; undefined where the source leaves it open. */
  readonly fromLogits: boolean | undefined;
  /** Of its name. */
  readonly span: SourceSpan;
  /** The call that makes it, or that computes it in a step written by hand. */
  readonly call: SourceCall | null;
  /** Whether `compile` is given its name, which another can replace. */
  readonly isCompiled: boolean;
}

/** The loss that each `compile` of a model names; null where they differ, or one is the program's own. */
export function lossOf(model: SourceModel): Loss | null {
  const compiled = model.compiles.map((compile) => {
    const argument = compileArgument(model, compile, 'loss');
    return argument ? readLoss(argument) : null;
  });
  const losses = compiled.length > 0 ? compiled : model.losses.map(handWritten);
  const [first] = losses;
  return first && losses.every((loss) => loss?.name === first.name && loss.fromLogits === first.fromLogits)
    ? first
    : null;
}

function readLoss(argument: SourceArgument): Loss | null {
  const given: SourceValue = argument.elements?.length === 1 ? (argument.elements[0] ?? argument) : argument;
  const text = typeof given.value === 'string' ? given.value : (given.call?.callee ?? given.path);
  if (typeof text !== 'string') return null;
  const known = knownLoss(lastPart(text));
  // Functions on logits have no name that `compile` knows.
  if (!known || (known.takesLogits && given.value !== undefined)) return null;
  const found = { ...known, span: given.valueSpan, call: given.call, isCompiled: true };
  if (known.takesLogits) return { ...found, fromLogits: true };
  return { ...found, fromLogits: given.call ? fromLogitsIn(given.call) : false };
}

function handWritten(call: SourceCall): Loss | null {
  const known = knownLoss(lastPart(call.callee));
  return known && { ...known, span: call.span, call, isCompiled: false, fromLogits: known.takesLogits };
}

function fromLogitsIn({ arguments: given }: SourceCall): boolean | undefined {
  const argument = callArgument(given, 'fromLogits', ['fromLogits']);
  if (argument === undefined) return undefined;
  return argument === null ? false : typeof argument.value === 'boolean' ? argument.value : undefined;
}

export interface Optimizer {
  /** In lower case: `adam`, `sgd`, `rmsprop`. */
  readonly name: string;
  /** The call that makes it; null where it is named alone, with all its defaults. */
  readonly call: SourceCall | null;
  readonly argument: SourceArgument;
}

/** The default of optimizers whose steps are about as long as the learning rate. */
export const ADAPTIVE_RATE = 0.001;

/** Optimizers by name, with the learning rates that Keras and tfjs give them by default. */
export const DEFAULT_RATES: Readonly<Record<string, number>> = {
  adam: ADAPTIVE_RATE,
  adamax: ADAPTIVE_RATE,
  nadam: ADAPTIVE_RATE,
  adamw: ADAPTIVE_RATE,
  rmsprop: ADAPTIVE_RATE,
  adagrad: ADAPTIVE_RATE,
  adadelta: ADAPTIVE_RATE,
  sgd: 0.01,
  momentum: 0.01,
  gradientdescent: 0.01,
};

export function optimizersOf(model: SourceModel): Optimizer[] {
  return model.compiles.flatMap((compile) => {
    const argument = compileArgument(model, compile, 'optimizer');
    const text = argument && (typeof argument.value === 'string' ? argument.value : argument.call?.callee);
    const name = text
      ? lastPart(text)
          .toLowerCase()
          .replace(/optimizer$/, '')
      : '';
    return argument && Object.hasOwn(DEFAULT_RATES, name) ? [{ name, call: argument.call, argument }] : [];
  });
}

const DESCENDING: ReadonlySet<string> = new Set(['sgd', 'momentum', 'gradientdescent']);

/** Whether an optimizer's steps grow with the gradient: gradient descent, plain or with momentum. */
export const descends = ({ name }: Pick<Optimizer, 'name'>): boolean => DESCENDING.has(name);

/** The learning rate of an optimizer, its default where the source names none; null where that is open. */
export function rateOf({ name, call }: Optimizer): number | null {
  const argument = call && callArgument(call.arguments, 'learningRate', ['learningRate']);
  const rate = argument === null ? DEFAULT_RATES[name] : argument?.value;
  return typeof rate === 'number' ? rate : null;
}

/** Names of the metrics of a `compile`, as TensorFlow.js spells them, each with its place. */
export function metricsOf(model: Framed, compile: SourceCall): { name: string; value: SourceValue }[] {
  const argument = compileArgument(model, compile, 'metrics');
  if (!argument) return [];
  return (argument.elements ?? [argument]).flatMap((value) => {
    const text = typeof value.value === 'string' ? value.value : (value.call?.callee ?? value.path);
    return typeof text === 'string' ? [{ name: metricName(lastPart(text)), value }] : [];
  });
}

const metricName = (text: string): string => (text.toLowerCase() === 'acc' ? 'accuracy' : camelCase(text));
