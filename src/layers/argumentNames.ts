import { findLayer } from './catalogue.js';

/** Names of Keras 1 and their names in Keras 2 and 3, where every layer means the same by them. */
const names: Readonly<Record<string, string>> = {
  nb_filter: 'filters',
  nb_kernel: 'filters',
  filter_length: 'kernel_size',
  subsample: 'strides',
  subsample_length: 'strides',
  stride: 'strides',
  stride_length: 'strides',
  border_mode: 'padding',
  dim_ordering: 'data_format',
  init: 'kernel_initializer',
  inner_init: 'recurrent_initializer',
  inner_activation: 'recurrent_activation',
  W_regularizer: 'kernel_regularizer',
  U_regularizer: 'recurrent_regularizer',
  b_regularizer: 'bias_regularizer',
  W_constraint: 'kernel_constraint',
  U_constraint: 'recurrent_constraint',
  b_constraint: 'bias_constraint',
  bias: 'use_bias',
  dropout_W: 'dropout',
  dropout_U: 'recurrent_dropout',
  consume_less: 'implementation',
  p: 'rate',
  sigma: 'stddev',
  pool_length: 'pool_size',
  atrous_rate: 'dilation_rate',
  beta_init: 'beta_initializer',
  gamma_init: 'gamma_initializer',
  depthwise_init: 'depthwise_initializer',
  pointwise_init: 'pointwise_initializer',
  nb_feature: 'features',
  lr: 'learning_rate',
  nb_epoch: 'epochs',
  negative_slope: 'alpha',
  input_dtype: 'dtype',
};

/** The name that Keras 2 has for an argument of a layer, an optimizer or `fit`. @param owner class that takes it */
export function modernName(owner: string, name: string): string {
  const layer = findLayer(owner);
  const own = layer?.oldNames;
  if (own && Object.hasOwn(own, name)) return own[name] ?? name;
  if (name === 'output_dim' && layer?.sizedBy === 'units') return 'units';
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}

/** The names of a layer's positional arguments, in their order. @param name of its class, or an older one */
export function argumentOrder(name: string): readonly string[] {
  return findLayer(name)?.order.split(' ').filter(Boolean) ?? [];
}
