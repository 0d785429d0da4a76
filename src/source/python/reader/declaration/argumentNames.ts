/** Names of positional arguments, in order, of what takes them. */
const orders: Readonly<Record<string, readonly string[]>> = {
  Dense: ['units', 'activation', 'use_bias'],
  Activation: ['activation'],
  Dropout: ['rate'],
  SpatialDropout1D: ['rate'],
  SpatialDropout2D: ['rate'],
  SpatialDropout3D: ['rate'],
  AlphaDropout: ['rate'],
  GaussianDropout: ['rate'],
  GaussianNoise: ['stddev'],
  Embedding: ['input_dim', 'output_dim'],
  LSTM: ['units', 'activation'],
  GRU: ['units', 'activation'],
  SimpleRNN: ['units', 'activation'],
  Reshape: ['target_shape'],
  RepeatVector: ['n'],
  Permute: ['dims'],
  LeakyReLU: ['alpha'],
  ELU: ['alpha'],
  Masking: ['mask_value'],
  InputLayer: ['input_shape'],
  Input: ['shape'],
  SGD: ['learning_rate', 'momentum'],
  ExponentialDecay: ['initial_learning_rate', 'decay_steps', 'decay_rate'],
  l1: ['l'],
  l2: ['l'],
  l1_l2: ['l1', 'l2'],
};

const convolution = ['filters', 'kernel_size', 'strides', 'padding'];
const oldConvolution2D = ['filters', 'kernel_rows', 'kernel_columns'];
const pooling = ['pool_size', 'strides', 'padding'];

/** Names that Keras 1 and 2 have for the same argument. */
const aliases: Readonly<Record<string, string>> = {
  nb_filter: 'filters',
  nb_row: 'kernel_rows',
  nb_col: 'kernel_columns',
  filter_length: 'kernel_size',
  kernel_dim1: 'kernel_size',
  pool_length: 'pool_size',
  subsample: 'strides',
  subsample_length: 'strides',
  stride: 'strides',
  stride_length: 'strides',
  border_mode: 'padding',
  p: 'rate',
  sigma: 'stddev',
  inner_activation: 'recurrent_activation',
  bias: 'use_bias',
  lr: 'learning_rate',
  nb_epoch: 'epochs',
  negative_slope: 'alpha',
};

/** An argument's name in Keras 2, for a name or a position. */
export function argumentName(owner: string, key: string | number): string {
  if (typeof key === 'number') return order(owner)[key] ?? '';
  if (key === 'output_dim' && owner !== 'Embedding') return 'units';
  return Object.hasOwn(aliases, key) ? (aliases[key] ?? key) : key;
}

function order(owner: string): readonly string[] {
  if (Object.hasOwn(orders, owner)) return orders[owner] ?? [];
  if (/^Convolution2D$/.test(owner)) return oldConvolution2D;
  if (/Conv|LocallyConnected/.test(owner)) return convolution;
  if (/Pooling/.test(owner)) return pooling;
  return /^[A-Z][a-z]*(?:Prop|grad|delta|am|amax)$/.test(owner) ? ['learning_rate'] : [];
}
