const IMAGE =
  /^(Conv2D|SeparableConv2D|DepthwiseConv2D|MaxPooling2D|AveragePooling2D|ZeroPadding2D|UpSampling2D|Cropping2D|GlobalAveragePooling2D|GlobalMaxPooling2D)/;
const SEQUENCE =
  /^(LSTM|GRU|SimpleRNN|RNN|Bidirectional|TimeDistributed|Masking|GlobalAveragePooling1D|GlobalMaxPooling1D)/;

/** Shape of one sample for a first layer of the class, or with so many sizes. */
export function usualShape(className: string | null, length: number | null): readonly number[] {
  if (length === 4) return [5, 28, 28, 1];
  if (length === 3 || (length === null && className && IMAGE.test(className))) return [28, 28, 1];
  if (length === 2 && className === 'Conv1D') return [64, 4];
  if (length === 2 && className === 'Flatten') return [28, 28];
  if (length === 2 || (length === null && className && SEQUENCE.test(className))) return [10, 8];
  if (length === null && className === 'Conv1D') return [64, 4];
  if (length === null && className === 'Flatten') return [28, 28];
  if (length === null && className && /^ConvLSTM/.test(className)) return [5, 28, 28, 1];
  return [10];
}

/** A layer that the next one can follow, for a model whose first ones are not known: part of another model, mostly. */
export function usualLayerBefore(next: string | null): string {
  if (next && (IMAGE.test(next) || next === 'Flatten')) {
    return "tf.layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same', inputShape: [28, 28, 1] })";
  }
  if (next && SEQUENCE.test(next)) return 'tf.layers.lstm({ units: 8, returnSequences: true, inputShape: [10, 8] })';
  return next === null ? usualLayer(true) : usualLayer(false);
}

/** A layer that hands on what has the shape, for a part of the model that is not known. */
export function passingLayer(shape: string): string {
  return `tf.layers.activation({ activation: 'linear', inputShape: ${shape} })`;
}

/** A layer for a place where the source has one that is not known. */
export function usualLayer(isLast: boolean): string {
  return isLast
    ? "tf.layers.dense({ units: 3, activation: 'softmax' })"
    : "tf.layers.dense({ units: 16, activation: 'relu' })";
}

/** Two layers, or the options of two layers of a class. */
export function usualLayers(className: string | null): string {
  if (className) return `[${usualOptions(className, false)}, ${usualOptions(className, false)}]`;
  return `[tf.layers.dense({ units: 16, activation: 'relu', inputShape: [10] }), ${usualLayer(true)}]`;
}

/** The options that a layer of the class must have, without those that the source writes. */
export function usualOptions(className: string, isLast: boolean, written: readonly string[] = []): string {
  const options = Object.entries(optionsOf(className, isLast)).filter(([name]) => !written.includes(name));
  return options.length === 0 ? '{}' : `{ ${options.map(([name, value]) => `${name}: ${value}`).join(', ')} }`;
}

function optionsOf(className: string, isLast: boolean): Readonly<Record<string, string>> {
  if (className === 'Dense') {
    return isLast ? { units: '3', activation: "'softmax'" } : { units: '16', activation: "'relu'" };
  }
  if (/^(LSTM|GRU|SimpleRNN)$/.test(className)) return { units: '16' };
  if (/^(Separable|Depthwise)?Conv\dD/.test(className)) return { filters: '8', kernelSize: '3', padding: "'same'" };
  if (/Pooling\dD$/.test(className)) return { poolSize: '2' };
  if (className === 'Embedding') return { inputDim: '1000', outputDim: '16' };
  if (/Dropout$/.test(className)) return { rate: '0.2' };
  return className === 'Activation' ? { activation: "'relu'" } : {};
}
