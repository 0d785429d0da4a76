import type { Node } from '@babel/types';
import type { Use } from './uses.js';

const IMAGE =
  /^(Conv2D|SeparableConv2D|DepthwiseConv2D|MaxPooling2D|AveragePooling2D|ZeroPadding2D|UpSampling2D|Cropping2D)/;
const SEQUENCE = /^(LSTM|GRU|SimpleRNN|RNN|Bidirectional|TimeDistributed|ConvLSTM)/;

/** A value that models of the kind usually have, as text of a JavaScript expression. */
export function usualValue(name: string, uses: readonly Use[], isLastLayer: (layer: Node) => boolean): string {
  for (const use of uses) {
    const value = byUse(use, use.layer !== null && isLastLayer(use.layer));
    if (value !== null) return value;
  }
  return byName(name);
}

function byUse({ option, className, element }: Use, isLast: boolean): string | null {
  if (/^(inputShape|batchInputShape)$/.test(option)) {
    const batch = option === 'batchInputShape' ? ['null'] : [];
    const shape = [...batch, ...inputShape(className, element ? element.length - batch.length : null).map(String)];
    return element ? (shape[element.index] ?? '10') : `[${shape.join(', ')}]`;
  }
  const value = OPTIONS[option];
  if (typeof value === 'string') return value;
  return value ? value(className, isLast) : null;
}

function inputShape(className: string | null, length: number | null): number[] {
  if (length === 4) return [5, 28, 28, 1];
  if (length === 3 || (length === null && className && IMAGE.test(className))) return [28, 28, 1];
  if (length === 2 || (length === null && className && SEQUENCE.test(className))) return [10, 8];
  if (length === null && className === 'Conv1D') return [64, 4];
  if (length === null && className === 'Flatten') return [28, 28];
  return [10];
}

type Usual = string | ((className: string | null, isLast: boolean) => string);

const learningRate = '0.01';

const OPTIONS: Readonly<Record<string, Usual | undefined>> = {
  units: (_class, isLast) => (isLast ? '3' : '16'),
  inputDim: (className) => (className === 'Embedding' ? '1000' : '10'),
  outputDim: '16',
  inputLength: '10',
  filters: '8',
  kernelSize: '3',
  poolSize: '2',
  strides: (className) => (/Pooling/.test(className ?? '') ? '2' : '1'),
  rate: '0.2',
  dropout: '0.1',
  recurrentDropout: '0.1',
  activation: (_class, isLast) => (isLast ? "'softmax'" : "'relu'"),
  recurrentActivation: "'sigmoid'",
  loss: "'meanSquaredError'",
  optimizer: "'adam'",
  metrics: "['accuracy']",
  padding: "'same'",
  n: '4',
  momentum: '0.9',
  returnSequences: 'false',
  useBias: 'true',
  trainable: 'true',
  kernelInitializer: "'glorotUniform'",
  biasInitializer: "'zeros'",
  kernelRegularizer: 'null',
  biasRegularizer: 'null',
  name: 'undefined',
  dtype: "'float32'",
  adam: learningRate,
  sgd: learningRate,
  rmsprop: '0.001',
  adagrad: learningRate,
  adamax: '0.001',
  adadelta: '0.001',
  momentumOptimizer: learningRate,
  l1: '0.01',
  l2: '0.01',
  loop: '2',
  list: '[16, 8]',
  condition: 'true',
};

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/shape/i, '[10]'],
  [/activation/i, "'relu'"],
  [/optimi[sz]er/i, "'adam'"],
  [/loss/i, "'meanSquaredError'"],
  [/rate|^lr$|alpha|epsilon/i, learningRate],
  [/vocab|words|tokens|dictionary/i, '1000'],
  [/layers$/i, '2'],
  [/height|width|image_?size/i, '28'],
  [/channel/i, '1'],
  [/kernel/i, '3'],
  [/class|label|output|categor|action/i, '3'],
  [/filter/i, '8'],
  [/units|hidden|neuron|nodes/i, '16'],
  [/len|steps|window|time|feature|input|size|dim|num|count/i, '10'],
  [/^(is|has|use|should)[A-Z_]/, 'true'],
];

function byName(name: string): string {
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? 'undefined';
}
