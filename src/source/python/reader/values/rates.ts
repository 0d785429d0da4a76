import { isKind, lastName, type PyObject, type Value } from './values.js';

/** Path of the object that stands for an optimizer's learning rate: `K.set_value` and `assign` change it. */
export const RATE = 'keras.LearningRate';

const optimizers: Readonly<Record<string, number>> = {
  SGD: 0.01,
  RMSprop: 0.001,
  Adam: 0.001,
  AdamW: 0.001,
  Adamax: 0.001,
  Nadam: 0.001,
  Adagrad: 0.001,
  Adadelta: 0.001,
  Ftrl: 0.001,
};

/** Classes of optimizers by the names that `compile` takes for them. */
const classes = new Map(Object.keys(optimizers).map((name) => [name.toLowerCase(), name]));

export function isOptimizer(value: Value): value is PyObject {
  return isKind(value, 'object') && Object.hasOwn(optimizers, lastName(value.call.path));
}

/** `Adam` for `'adam'`. */
export function optimizerClass(name: string): string | undefined {
  return classes.get(name.toLowerCase());
}

/** The learning rate of an optimizer: set, written or its class's own; what it is where that is no number. */
export function rateOf(optimizer: PyObject): Value {
  const { args, path } = optimizer.call;
  const set = optimizer.attributes.get('learning_rate');
  if (set !== undefined) return set;
  const written = args.named.get('learning_rate') ?? args.named.get('lr') ?? args.positional[0];
  return written === undefined ? (optimizers[lastName(path)] ?? null) : written;
}

/** The number that the object of a learning rate stands for now; undefined for any other value. */
export function rateNumber(value: Value | undefined): number | undefined {
  if (!isKind(value, 'object') || value.call.path !== RATE) return undefined;
  const optimizer = value.attributes.get('optimizer');
  const rate = isKind(optimizer, 'object') ? rateOf(optimizer) : null;
  return typeof rate === 'number' ? rate : undefined;
}
