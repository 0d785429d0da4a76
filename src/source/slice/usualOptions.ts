import { findLayer, isRecurrent } from '../../layers/catalogue.js';
import { usualLayer } from './usualLayers.js';

type Usual = string | ((className: string | null, isLast: boolean) => string);

const learningRate = '0.01';

const OPTIONS: Readonly<Record<string, Usual | undefined>> = {
  units: (_class, isLast) => (isLast ? '3' : '16'),
  inputDim: (className) => (findLayer(className ?? '')?.kind === 'embedding' ? '1000' : '10'),
  outputDim: '16',
  inputLength: '10',
  filters: '8',
  kernelSize: '3',
  poolSize: '2',
  size: (className) => (className ? '[2, 2]' : '10'),
  dims: '[2, 1]',
  cropping: '[[1, 1], [1, 1]]',
  numTokens: '10',
  strides: (className) => (findLayer(className ?? '')?.kind === 'pooling' ? '2' : '1'),
  rate: '0.2',
  dropout: '0.1',
  recurrentDropout: '0.1',
  stddev: '0.1',
  activation: (_class, isLast) => (isLast ? "'softmax'" : "'relu'"),
  recurrentActivation: "'sigmoid'",
  loss: "'meanSquaredError'",
  optimizer: "'adam'",
  metrics: "['accuracy']",
  compileOptions: "{ optimizer: 'adam', loss: 'meanSquaredError' }",
  padding: "'same'",
  n: '4',
  momentum: '0.9',
  alpha: '0.2',
  axis: '-1',
  returnSequences: 'false',
  useBias: 'true',
  trainable: 'true',
  kernelInitializer: "'glorotUniform'",
  biasInitializer: "'zeros'",
  recurrentInitializer: "'glorotUniform'",
  kernelRegularizer: 'null',
  biasRegularizer: 'null',
  recurrentRegularizer: 'null',
  activityRegularizer: 'null',
  embeddingsRegularizer: 'null',
  kernelConstraint: 'null',
  weights: 'undefined',
  classWeight: 'undefined',
  seed: '1',
  batchSize: '32',
  name: 'undefined',
  dtype: "'float32'",
  layer: (className) => (isRecurrent(className ?? '') ? 'tf.layers.lstm({ units: 8 })' : usualLayer(false)),
  cell: 'tf.layers.lstmCell({ units: 8 })',
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
};

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/shape/i, '[10]'],
  [/activation/i, "'relu'"],
  [/optimi[sz]er/i, "'adam'"],
  [/loss/i, "'meanSquaredError'"],
  [/metrics/i, "['accuracy']"],
  [/rate|^lr$|alpha|epsilon/i, learningRate],
  [/vocab|words|tokens|dictionary/i, '1000'],
  [/layers$/i, '2'],
  [/height|width|image_?size/i, '28'],
  [/channel/i, '1'],
  [/kernel/i, '3'],
  [/class|label|output|categor|action/i, '3'],
  [/filter/i, '8'],
  [/units|hidden|neuron|nodes/i, '16'],
  [/^(is|has|use|should)[A-Z_]/, 'true'],
  [/len|steps|window|time|feature|input|size|dim|num|count/i, '10'],
  [/^(options?|config|settings|params|args|props|opts)$/i, '{}'],
];

/** What an option of a layer, of `compile` or of an optimizer usually is; null where nothing is usual. */
export function usualOption(name: string, className: string | null, isLast: boolean): string | null {
  const value = OPTIONS[name];
  return typeof value === 'function' ? value(className, isLast) : (value ?? null);
}

/** The options that a layer of the class must have, without those that the source writes. */
export function usualOptions(className: string, isLast: boolean, written: readonly string[] = []): string {
  const needs = findLayer(className)?.needs?.split(' ') ?? [];
  const names = needs.map((name) => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
  const options = names
    .filter((name) => !written.includes(name))
    .map((name) => `${name}: ${usualOption(name, className, isLast) ?? usualByName(name)}`);
  return options.length === 0 ? '{}' : `{ ${options.join(', ')} }`;
}

/** Two layers, or the options of two layers of a class. */
export function usualLayers(className: string | null): string {
  if (className) return `[${usualOptions(className, false)}, ${usualOptions(className, false)}]`;
  return `[tf.layers.dense({ units: 16, activation: 'relu', inputShape: [10] }), ${usualLayer(true)}]`;
}

/** What something is by its name alone. */
export function usualByName(name: string): string {
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? 'undefined';
}
