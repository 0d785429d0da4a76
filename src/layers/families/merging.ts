import type { Family } from '../layerEntry.js';

/** Layers of several inputs, which a Sequential has no place for. */

const MERGING =
  'A Sequential passes one value from layer to layer. A layer that merges several needs a functional model, which GradLens does not support';
const ATTENTION = 'Attention needs several inputs, and a Sequential has only one';

const merging = (order: string, tfjs: readonly string[] = []) =>
  ({ kind: 'merging', tfjs, order, computes: 'nonlinear', unsupported: MERGING }) as const;

const attention = (order: string) =>
  ({ kind: 'attention', order, computes: 'nonlinear', unsupported: ATTENTION }) as const;

export const mergings = {
  Add: { ...merging('', ['add']), aliases: ['add'] },
  Subtract: merging(''),
  Multiply: merging('', ['multiply']),
  Average: merging('', ['average']),
  Maximum: merging('', ['maximum']),
  Minimum: merging('', ['minimum']),
  Concatenate: { ...merging('axis', ['concatenate']), aliases: ['concatenate'] },
  Dot: merging('axes normalize', ['dot']),
  Merge: { ...merging('layers mode concat_axis'), aliases: ['merge'] },
  Attention: attention('use_scale score_mode'),
  AdditiveAttention: attention('use_scale'),
  MultiHeadAttention: attention('num_heads key_dim value_dim dropout use_bias'),
  GroupQueryAttention: attention('head_dim num_query_heads num_key_value_heads'),
} satisfies Family;
