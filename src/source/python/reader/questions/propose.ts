import { findLayer } from '../../../../layers/catalogue.js';
import type { PyUnknown } from '../values/values.js';
import type { Use } from './use.js';

type Proposal = string | ((use: Use) => string);

const shape = (use: Use) => tupleText(use.sampleShape);

/** What is proposed for an argument, by its name in Keras 2. */
const proposals: Readonly<Record<string, Proposal>> = {
  units: (use) => String(units(use)),
  filters: (use) => (use.last ? '1' : '32'),
  input_dim: '1000',
  output_dim: '32',
  kernel_size: '3',
  nb_row: '3',
  nb_col: '3',
  kernel_dim1: '3',
  kernel_dim2: '3',
  kernel_dim3: '3',
  pool_size: '2',
  strides: '1',
  dilation_rate: '1',
  size: '2',
  cropping: '1',
  rate: '0.2',
  stddev: '0.1',
  alpha: '0.1',
  negative_slope: '0.1',
  l: '0.01',
  l1: '0.01',
  l2: '0.01',
  n: '10',
  input_shape: shape,
  shape,
  batch_input_shape: (use) => tupleText(['None', ...use.sampleShape]),
  batch_shape: (use) => tupleText(['None', ...use.sampleShape]),
  target_shape: shape,
  input_length: '10',
  dims: '(2, 1)',
  axis: '-1',
  activation: (use) => (use.last ? outputActivation(use) : "'relu'"),
  recurrent_activation: "'sigmoid'",
  padding: "'same'",
  return_sequences: (use) => (use.sequence ? 'True' : 'False'),
  use_bias: 'True',
  trainable: 'True',
  stateful: 'False',
  go_backwards: 'False',
  mask_zero: 'False',
  mask_value: '0',
  merge_mode: "'concat'",
  data_format: "'channels_last'",
  learning_rate: '0.001',
  initial_learning_rate: '0.001',
  decay_steps: '1000',
  decay_rate: '0.9',
  decay: '0',
  momentum: '0.9',
  nesterov: 'False',
  rho: '0.9',
  beta_1: '0.9',
  beta_2: '0.999',
  epsilon: '1e-7',
  optimizer: "'adam'",
  metrics: "['accuracy']",
  loss: (use) =>
    use.goal === 'binary' ? "'binary_crossentropy'" : use.goal === 'classes' ? "'categorical_crossentropy'" : "'mse'",
  epochs: '10',
  batch_size: '32',
  validation_split: '0.2',
  shuffle: 'True',
  patience: '5',
  factor: '0.1',
  loop: '2',
  condition: 'True',
};

/** Text of a literal that would do for an unknown value, by where it is used; null where only a person can tell. */
export function propose(unknown: PyUnknown, use: Use, entries: number | null, part: boolean): string | null {
  if (entries !== null) return listText(unknown, use, entries);
  if (use.argument === 'input_dim' && findLayer(use.owner)?.kind !== 'embedding') {
    return String(use.sampleShape.at(-1) ?? 10);
  }
  if (use.entry !== null || (part && /shape$/.test(use.argument))) return entryText(unknown, use);
  if (/(initializer|init)$/.test(use.argument)) return "'glorot_uniform'";
  if (/(regularizer|constraint)$/.test(use.argument)) return 'None';
  if (/dropout/.test(use.argument)) return '0.2';
  const proposal = proposals[use.argument];
  return typeof proposal === 'function' ? proposal(use) : (proposal ?? null);
}

function units(use: Use): number {
  if (!use.last) return 32;
  return use.goal === 'classes' ? 10 : 1;
}

function outputActivation(use: Use): string {
  return use.goal === 'binary' ? "'sigmoid'" : use.goal === 'classes' ? "'softmax'" : "'linear'";
}

/** A parameter that the code indexes, or goes over. */
function listText(unknown: PyUnknown, use: Use, entries: number): string {
  const isShape =
    (use.argument !== 'loop' && /shape|size|dims?$/.test(unknown.name ?? '')) || /shape$/.test(use.argument);
  if (isShape && use.sampleShape.length >= entries) return tupleText(use.sampleShape);
  if (isShape) return tupleText(Array.from({ length: entries }, (_, i) => use.sampleShape[i] ?? 10));
  const entry = proposals[use.argument === 'loop' ? 'units' : use.argument];
  const text = typeof entry === 'string' ? entry : '32';
  return `[${Array.from({ length: Math.max(entries, 2) }, () => text).join(', ')}]`;
}

/** One number of a tuple. */
function entryText(unknown: PyUnknown, use: Use): string | null {
  if (!/shape$/.test(use.argument)) {
    const whole = proposals[use.argument];
    return typeof whole === 'string' ? whole : '3';
  }
  const name = unknown.name ?? unknown.node.text;
  if (/chan|depth|n_?c\b/i.test(name)) return String(use.sampleShape.length > 2 ? (use.sampleShape.at(-1) ?? 1) : 1);
  const fromBatch = use.argument.startsWith('batch') ? 1 : 0;
  const entry = (use.entry ?? 0) - fromBatch;
  if (entry < 0) return '32';
  return String(use.sampleShape[entry] ?? use.sampleShape.at(-1) ?? 10);
}

function tupleText(entries: readonly (number | string)[]): string {
  return entries.length === 1 ? `(${entries[0]},)` : `(${entries.join(', ')})`;
}
