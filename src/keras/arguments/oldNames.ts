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

/** Names that differ by layer. */
const ofLayer: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Embedding: {
    init: 'embeddings_initializer',
    W_regularizer: 'embeddings_regularizer',
    W_constraint: 'embeddings_constraint',
    dropout: 'dropout',
  },
  UpSampling1D: { length: 'size' },
  PReLU: { init: 'alpha_initializer' },
  // Here a slope for negative inputs is a number of its own.
  ReLU: { negative_slope: 'negative_slope' },
  TimeDistributedDense: { output_dim: 'units' },
};

const unitLayers = /^(?:Dense|LSTM|GRU|SimpleRNN|MaxoutDense|TimeDistributedDense|CuDNN\w+)$/;

/** The name that Keras 2 has for an argument. */
export function modernName(owner: string, name: string): string {
  const own = ofLayer[owner];
  if (own && Object.hasOwn(own, name)) return own[name] ?? name;
  if (name === 'output_dim' && unitLayers.test(owner)) return 'units';
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}
