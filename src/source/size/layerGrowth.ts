import type { LayerText } from './layerText.js';

/** A shape without the batch dimension. */
type Shape = readonly number[];

export interface Grown {
  readonly shape: Shape;
  readonly params: number;
}

const UNITS = 'units';
const FILTERS = 'filters';
const KERNEL = 'kernelSize|kernel_size';
const POOL = 'poolSize|pool_size';
const STRIDES = 'strides';

const GATES: Readonly<Record<string, number>> = { SimpleRNN: 1, GRU: 3, LSTM: 4 };

const product = (numbers: Shape): number => numbers.reduce((sum, size) => sum * size, 1);
const last = (shape: Shape): number => shape.at(-1) ?? 1;

/** What a layer makes of its input's shape and how many parameters it has; null where its text does not tell. */
export function layerGrowth(className: string, text: LayerText, input: Shape): Grown | null {
  const rank = Number(/(\d)D/.exec(className)?.[1] ?? 0);
  if (className === 'Dense') return dense(text, input);
  if (/^Conv\dD(Transpose)?$/.test(className)) return convolution(className, text, input, rank);
  if (/^(Max|Average)Pooling\dD$/.test(className)) {
    const pool = text.list(POOL, rank, 0) ?? new Array<number>(rank).fill(2);
    const strides = text.list(STRIDES, rank, 1) ?? pool;
    return { shape: [...slide(text, input, pool, strides), last(input)], params: 0 };
  }
  if (/^Global(Max|Average)Pooling\dD$/.test(className)) return { shape: [last(input)], params: 0 };
  if (className === 'Flatten') return { shape: [product(input)], params: 0 };
  if (className === 'Reshape') {
    const shape = text.list('targetShape|target_shape');
    return shape && { shape, params: 0 };
  }
  const gates = GATES[className];
  if (gates !== undefined) return recurrent(gates, text, input);
  if (className === 'Embedding') {
    const [words, size] = [text.number('inputDim|input_dim', 0), text.number('outputDim|output_dim', 1)];
    return words === null || size === null ? null : { shape: [...input, size], params: words * size };
  }
  return KEEP_SHAPE.test(className) ? { shape: input, params: 0 } : null;
}

const KEEP_SHAPE =
  /^(Input|InputLayer|Activation|Dropout|SpatialDropout\dD|AlphaDropout|Gaussian\w+|\w*Normalization|\w*ReLU|ELU|Softmax|Masking)$/;

function dense(text: LayerText, input: Shape): Grown | null {
  const units = text.number(UNITS, 0);
  return units === null ? null : { shape: [...input.slice(0, -1), units], params: (last(input) + 1) * units };
}

function convolution(className: string, text: LayerText, input: Shape, rank: number): Grown | null {
  const filters = text.number(FILTERS, 0);
  const kernel = text.list(KERNEL, rank, 1);
  if (filters === null || kernel === null) return null;
  const strides = text.list(STRIDES, rank, 2) ?? new Array<number>(rank).fill(1);
  const spatial = className.endsWith('Transpose')
    ? input.slice(0, rank).map((size, index) => size * (strides[index] ?? 1))
    : slide(text, input, kernel, strides);
  return { shape: [...spatial, filters], params: (product(kernel) * last(input) + 1) * filters };
}

function recurrent(gates: number, text: LayerText, input: Shape): Grown | null {
  const units = text.number(UNITS, 0);
  if (units === null) return null;
  const sequences = text.says('returnSequences|return_sequences', /true/i);
  return {
    shape: sequences ? [input[0] ?? 1, units] : [units],
    params: gates * (last(input) + units + 1) * units,
  };
}

/** Sizes after a window has gone over all but the channels. */
function slide(text: LayerText, input: Shape, window: Shape, strides: Shape): number[] {
  const same = text.says('padding', /same/i);
  return input.slice(0, -1).map((size, index) => {
    const reach = same ? size : size - (window[index] ?? 1) + 1;
    return Math.max(1, Math.ceil(reach / (strides[index] ?? 1)));
  });
}
