import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/errors/sourceError.js';
import { watchShapes } from '../../../src/trainer/shapes/watchShapes.js';

type Layers = readonly tf.layers.Layer[];

let file = 'net.js';
const lines = new Map<object, number>();

beforeAll(() => {
  watchShapes(tf, (layer) => ({ file, line: lines.get(layer) ?? 0, column: 1 }));
});

/** Puts layers together, one a line. @returns `line: message` of the problem */
function problem(layers: Layers, name = 'net.js'): string {
  file = name;
  const model = tf.sequential();
  try {
    for (const [index, layer] of layers.entries()) {
      lines.set(layer, index + 1);
      model.add(layer);
    }
  } catch (error) {
    if (error instanceof SourceError) return `${error.location?.line}: ${error.message}`;
    throw error;
  }
  return 'none';
}

const { conv1d, conv2d, dense, flatten, lstm, maxPooling2d, repeatVector, reshape } = tf.layers;

describe('a chain of shapes', () => {
  it('names the kernel that does not fit, not the layer after it', () => {
    const net = [
      conv2d({ filters: 2, kernelSize: 3, inputShape: [6, 6, 1] }),
      conv2d({ filters: 2, kernelSize: [5, 4] }),
      flatten(),
      dense({ units: 2 }),
    ];
    expect(problem(net, 'net.py')).toBe(
      "2: Conv2D puts a 5x4 kernel on a 4x4 input (shape [batch, 4, 4, 2]), which leaves nothing. A 4x4 kernel would fit, or padding='same'. Otherwise, use a larger input, or fewer layers before it that shrink it.",
    );
  });

  it.each([
    [
      [conv2d({ filters: 2, kernelSize: 2, dilationRate: 3, inputShape: [3, 9, 1] })],
      /^1: Conv2D puts a 4x4 kernel on a 3x9 input .* A 3x4 kernel would fit, or padding: 'same'\./,
    ],
    [
      [conv2d({ filters: 2, kernelSize: 3, dataFormat: 'channelsFirst', inputShape: [1, 2, 9] })],
      /^1: Conv2D puts a 3x3 kernel on a 2x9 input/,
    ],
    [[conv1d({ filters: 2, kernelSize: 5, inputShape: [4, 2] })], /^1: Conv1D puts a kernel of 5 on an input of 4 /],
    [[maxPooling2d({ poolSize: 4, inputShape: [3, 3, 1] })], /^1: MaxPooling2D puts a 4x4 pool on a 3x3 input/],
    [
      [tf.layers.timeDistributed({ layer: conv2d({ filters: 2, kernelSize: 4 }), inputShape: [5, 3, 3, 1] })],
      /^1: TimeDistributed puts a 4x4 kernel on a 3x3 input/,
    ],
  ] as [Layers, RegExp][])('%#: knows every kind of window', (net, message) => {
    expect(problem(net)).toMatch(message);
  });

  it('says how a recurrent layer gets every step of the one before it', () => {
    const net = () => [lstm({ units: 4, inputShape: [5, 3] }), lstm({ units: 2 })];
    expect(problem(net(), 'net.py')).toBe(
      '2: LSTM needs an input with 3 dimensions, [batch, steps, features], but gets [batch, 4] from the LSTM before it (line 1). Give the LSTM before it (line 1) return_sequences=True, so that it outputs every step and not only the last.',
    );
    expect(problem(net())).toContain('returnSequences: true');
  });

  it('says what a layer is put on that it does not take', () => {
    expect(problem([dense({ units: 4, inputShape: [3] }), conv2d({ filters: 1, kernelSize: 1 })])).toBe(
      '2: Conv2D needs an input with 4 dimensions, [batch, height, width, channels], but gets [batch, 4] from the Dense before it (line 1). Add a tf.layers.reshape before it, or use a different layer than Conv2D.',
    );
  });

  it.each([
    [
      [dense({ units: 10, inputShape: [4] }), reshape({ targetShape: [3, 4] })],
      /^2: Reshape turns each sample into \[3, 4\], which takes 12 numbers, but gets 10 .* Give it sizes that multiply to 10, or give the Dense before it \(line 1\) 12 units\./,
    ],
    [
      [dense({ units: 10, inputShape: [4] }), flatten()],
      /^2: Flatten already gets one row per sample, \[batch, 10\]\. Remove it\./,
    ],
    [
      [conv1d({ filters: 2, kernelSize: 1, inputShape: [null, 2] }), flatten()],
      /^2: Flatten must know all sizes of its input, \[batch, any, 2\]\. .* instead of null .* or use global pooling/,
    ],
    [
      [conv2d({ filters: 2, kernelSize: 3, inputShape: [4, 4, 1] }), flatten(), lstm({ units: 2 })],
      /^3: LSTM needs .* Remove the Flatten before it \(line 2\), which turns each sample into one row/,
    ],
    [
      [lstm({ units: 4, inputShape: [5, 3], returnSequences: true }), repeatVector({ n: 2 })],
      /^2: RepeatVector needs .* Remove returnSequences: true from the LSTM before it \(line 1\)/,
    ],
    [
      [conv2d({ filters: 2, kernelSize: 3, inputShape: [28, 28] } as never)],
      /^1: Conv2D needs .* Give it an inputShape with 3 numbers, such as \[28, 28, 1\]\./,
    ],
    [
      [conv2d({ filters: 2, kernelSize: 3, inputDim: 28 } as never)],
      /^1: Conv2D is the first layer .* \(inputDim works only for dense layers\)\. Give it an inputShape, such as \[28, 28, 1\]/,
    ],
    [
      [maxPooling2d({ poolSize: 2, inputShape: [1, 1, 1] })],
      /^1: MaxPooling2D puts a 2x2 pool on a 1x1 input .* Remove it, or use padding: 'same'\. Otherwise, use a larger input/,
    ],
  ] as [Layers, RegExp][])('%#: says what would fit', (net, message) => {
    expect(problem(net)).toMatch(message);
  });

  it('leaves what fits alone', () => {
    const net = [
      conv2d({ filters: 2, kernelSize: 3, padding: 'same', inputShape: [2, 2, 1] }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 2 }),
    ];
    expect(problem(net)).toBe('none');
    expect(problem([lstm({ units: 2, returnSequences: true, inputShape: [3, 1] }), lstm({ units: 2 })])).toBe('none');
  });
});
