import type { PythonNode } from '../../syntax/node.js';
import type { Arguments, Call } from '../values/values.js';

const fit = [
  'x',
  'y',
  'batch_size',
  'epochs',
  'verbose',
  'callbacks',
  'validation_split',
  'validation_data',
  'shuffle',
  'class_weight',
  'sample_weight',
  'initial_epoch',
  'steps_per_epoch',
  'validation_steps',
  'validation_batch_size',
  'validation_freq',
  'max_queue_size',
  'workers',
  'use_multiprocessing',
];

const batch = ['x', 'y', 'sample_weight', 'class_weight', 'reset_metrics', 'return_dict'];

/** Positional arguments of a model's methods, and of what saves it, in the order of Keras 2. */
const orders: Readonly<Record<string, readonly string[]>> = {
  compile: ['optimizer', 'loss', 'metrics', 'loss_weights', 'weighted_metrics', 'run_eagerly', 'steps_per_execution'],
  fit,
  fit_generator: [
    'x',
    'steps_per_epoch',
    'epochs',
    'verbose',
    'callbacks',
    'validation_data',
    'validation_steps',
    'validation_freq',
    'class_weight',
    'max_queue_size',
    'workers',
    'use_multiprocessing',
    'shuffle',
    'initial_epoch',
  ],
  evaluate: ['x', 'y', 'batch_size', 'verbose', 'sample_weight', 'steps', 'callbacks'],
  evaluate_generator: ['x', 'steps', 'callbacks', 'max_queue_size', 'workers', 'use_multiprocessing', 'verbose'],
  ModelCheckpoint: ['filepath', 'monitor', 'verbose', 'save_best_only', 'save_weights_only', 'mode', 'save_freq'],
  train_on_batch: batch,
  test_on_batch: batch,
};

/** Older names of arguments, and names that the methods with a generator had. */
const aliases: Readonly<Record<string, string>> = {
  nb_epoch: 'epochs',
  samples_per_epoch: 'samples_per_epoch',
  nb_val_samples: 'validation_steps',
  nb_worker: 'workers',
  max_q_size: 'max_queue_size',
  pickle_safe: 'use_multiprocessing',
};

/** A call of a model's method with all of its arguments by name, in Keras 2's terms where they have another. */
export function namedCall(path: string, args: Arguments, node: PythonNode): Call {
  const order = orders[path] ?? [];
  const named = new Map([...args.named].map(([name, value]) => [name === 'generator' ? 'x' : name, value]));
  args.positional.forEach((value, i) => {
    const name = order[i];
    if (name !== undefined && !named.has(name)) named.set(name, value);
  });
  return { path, args: { positional: args.positional.slice(order.length), named }, node };
}

/** The name that Keras 2 has for an argument of a model's method. */
export function methodArgument(name: string): string {
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
}
