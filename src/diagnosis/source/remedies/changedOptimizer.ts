import type { SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { callArgument, DEFAULT_RATES, type Optimizer, optimizersOf, rateOf } from '../facts/training.js';
import type { SourceFix } from '../sourceRule.js';
import { frameworkName } from './frameworkNames.js';

/** Optimizers as Keras spells them; `tf.train` has those names in lower case. */
const CLASSES: Readonly<Record<string, string>> = {
  adam: 'Adam',
  adamax: 'Adamax',
  nadam: 'Nadam',
  adamw: 'AdamW',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  sgd: 'SGD',
};
/** Digits of a learning rate that people write. */
const DIGITS = 2;
/** Pascanu and others, On the difficulty of training recurrent neural networks, 2013, have thresholds of this size. */
const CLIP_NORM = '1.0';

/** What a learning rate is multiplied by that is too large. */
export const LOWER = 0.1;

/** Multiplies the learning rate. */
export function scaleLearningRate(model: SourceModel, factor: number): SourceFix[] {
  return withOptimizer(model, (optimizer) => {
    const rate = rateOf(optimizer);
    return rate === null || rate === 0 ? [] : setRate(model, optimizer, rate * factor);
  });
}

/** Gives the optimizer the learning rate that it has by default. */
export function defaultLearningRate(model: SourceModel): SourceFix[] {
  return withOptimizer(model, (optimizer) => setRate(model, optimizer, DEFAULT_RATES[optimizer.name] ?? Number.NaN));
}

/** Gives the optimizer a learning rate. @param text the number as it is written */
export const setLearningRate = (model: SourceModel, text: string): SourceFix[] =>
  withOptimizer(model, (optimizer) =>
    setArgument(model, optimizer, 'learningRate', text, `Set the learning rate to ${text}`),
  );

/** Puts another optimizer in the place of the one that there is, with its learning rate where that is written down; none where it is given more than that. */
export function changeOptimizer(model: SourceModel, name: string): SourceFix[] {
  return withOptimizer(model, ({ call, argument }) => {
    const title = `Change the optimizer to ${name}`;
    if (!call) {
      const isNamed = typeof argument.value === 'string';
      return isNamed ? [{ title, edits: [{ span: argument.valueSpan, newText: new Edits(model).named(name) }] }] : [];
    }
    const { list, complete } = call.arguments;
    const maker = frameworkName(model, 'optimizers', CLASSES[name] ?? '');
    const [given] = list;
    const isPlain = list.length === 0 || given === callArgument(call.arguments, 'learningRate', ['learningRate']);
    if (!maker || !complete || list.length > 1 || !isPlain || !Object.hasOwn(CLASSES, name)) return [];
    const own = given ? `${given.name === null ? '' : `${given.name}=`}${given.text}` : '';
    return [{ title, edits: [...maker.imports, { span: call.span, newText: `${maker.text}(${own})` }] }];
  });
}

/** Scales gradients down whose norm is larger: an argument of Keras's optimizers; those of TensorFlow.js have none. */
export function clipGradient(model: SourceModel): SourceFix[] {
  if (model.framework === 'tfjs') return [];
  return withOptimizer(model, (optimizer) => {
    const given = optimizer.call?.arguments;
    const isClipped = ['clipnorm', 'clipvalue', 'globalClipnorm'].some(
      (name) => given && callArgument(given, name, []) !== null,
    );
    return isClipped ? [] : setArgument(model, optimizer, 'clipnorm', CLIP_NORM, 'Clip the gradient to a norm of 1');
  });
}

/** A model that is compiled more than once may mean another optimizer. */
function withOptimizer(model: SourceModel, fix: (optimizer: Optimizer) => SourceFix[]): SourceFix[] {
  const [optimizer, ...others] = optimizersOf(model);
  return optimizer && others.length === 0 ? fix(optimizer) : [];
}

function setRate(model: SourceModel, optimizer: Optimizer, rate: number): SourceFix[] {
  const text = String(Number(rate.toPrecision(DIGITS)));
  return setArgument(model, optimizer, 'learningRate', text, `Set the learning rate to ${text}`);
}

/** Of an optimizer that is given by its name alone, a call that makes it takes the name's place. */
function setArgument(
  model: SourceModel,
  { name, call, argument }: Optimizer,
  key: string,
  text: string,
  title: string,
): SourceFix[] {
  const edits = new Edits(model);
  const own = model.framework === 'tfjs' ? text : edits.argument(key, text);
  if (call) {
    const given = callArgument(call.arguments, key, ['learningRate']);
    if (given === undefined) return [];
    const { file, end } = call.span;
    const at = { line: end.line, column: end.column - 1 };
    if (call.arguments.list.length === 0)
      return [{ title, edits: [{ span: { file, start: at, end: at }, newText: own }] }];
    return edits.setIn(call, key, given, text, title);
  }
  const maker = frameworkName(model, 'optimizers', CLASSES[name] ?? '');
  if (!maker) return [];
  return [{ title, edits: [...maker.imports, { span: argument.valueSpan, newText: `${maker.text}(${own})` }] }];
}
