import { nearest } from '../../../../errors/nearest.js';

/**
 * What becomes of an argument: `asked` where it is not known; `written` where it is known, else noted; `silent` where it changes
 * nothing that is learned; `data` and `callbacks` have rules of their own. Any other text is the note on it.
 */
type Rules = Readonly<Record<string, string>>;

const silent = { verbose: 'silent', max_queue_size: 'silent', workers: 'silent', use_multiprocessing: 'silent' };

const data = { x: 'data', y: 'data', sample_weight: 'data' };

const fit: Rules = {
  ...silent,
  ...data,
  validation_data: 'data',
  callbacks: 'callbacks',
  batch_size: 'asked',
  epochs: 'asked',
  validation_split: 'asked',
  shuffle: 'asked',
  initial_epoch: 'asked',
  class_weight: 'written',
  steps_per_epoch: 'written',
  validation_steps: 'written',
  validation_batch_size: 'written',
  validation_freq: 'written',
  samples_per_epoch: 'samples_per_epoch is ignored: an epoch is all of the data.',
  show_accuracy: 'silent',
};

const rules: Readonly<Record<'compile' | 'fit' | 'trainOnBatch' | 'evaluate', Rules>> = {
  compile: {
    optimizer: 'written',
    loss: 'written',
    metrics: 'written',
    run_eagerly: 'silent',
    steps_per_execution: 'silent',
    jit_compile: 'silent',
    auto_scale_loss: 'silent',
    loss_weights: 'written',
    weighted_metrics: 'written',
    sample_weight_mode: 'silent',
    target_tensors: 'target_tensors are ignored: the data is what fit is given.',
  },
  fit,
  trainOnBatch: {
    ...data,
    class_weight: 'written',
    reset_metrics: 'silent',
    return_dict: 'silent',
  },
  evaluate: {
    ...silent,
    ...data,
    batch_size: 'written',
    steps: 'written',
    callbacks: 'silent',
    return_dict: 'silent',
  },
};

/** By the argument's name in Keras 2; nothing for a name that Keras does not have. */
export function argumentRules(kind: keyof typeof rules): Readonly<Record<string, string | undefined>> {
  return rules[kind];
}

export function isFitArgument(name: string): boolean {
  return Object.hasOwn(rules.fit, name) || name === 'nb_epoch';
}

/** The argument that a person may have meant. */
export function nearestArgument(kind: keyof typeof rules, name: string): string | null {
  return nearest(name, Object.keys(rules[kind]));
}
