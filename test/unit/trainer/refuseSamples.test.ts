import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/errors/sourceError.js';
import { sampleTensors } from '../../../src/trainer/kerasFit/sampleTensors.js';
import { refuseSamples } from '../../../src/trainer/kerasProgram/refuseSamples.js';
import { serveTexts } from '../../../src/trainer/userModule/sourceTexts.js';

type Numbers = number | ((index: number) => number);

const { conv2d, dense, flatten, lstm } = tf.layers;
const PLACE = { file: 'net.py', line: 40, column: 1 };

/** @returns `line: message` of why the samples are refused; each layer stands on a line of its own */
function refusal(
  layers: tf.layers.Layer[],
  loss: string,
  [x, y]: readonly [readonly number[], readonly number[]],
  numbers: Numbers = 0,
  ignoresClass = false,
  place = PLACE,
): string {
  const model = tf.sequential({ layers });
  model.compile({ optimizer: 'sgd', loss });
  const contents = (shape: readonly number[]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return { shape, data: Array.from({ length }, (_, i) => (typeof numbers === 'number' ? numbers : numbers(i))) };
  };
  const samples = { x: contents(x), y: contents(y), weights: null };
  const placeOf = (layer: object) => ({ ...place, line: layers.indexOf(layer as tf.layers.Layer) + 1 });
  try {
    const use = { model, place, placeOf, ignoresClass };
    refuseSamples(use, samples, sampleTensors(tf, model, samples, place));
    return 'fits';
  } catch (error) {
    if (error instanceof SourceError) return `${error.location?.line}: ${error.message}`;
    throw error;
  }
}

const categorical = 'categoricalCrossentropy';
const sparse = 'sparseCategoricalCrossentropy';
const mse = 'meanSquaredError';
const net = (units: number) => [dense({ units, inputShape: [3] })];
const picture = () => [conv2d({ filters: 4, kernelSize: 3, inputShape: [6, 6, 1] }), dense({ units: 10 })];
const steps = (units: number) => [lstm({ units: 4, returnSequences: true, inputShape: [5, 2] }), dense({ units })];

describe('samples that Keras refuses', () => {
  it.each([categorical, mse, 'binaryCrossentropy'])('as a Flatten is missing: %s', (loss) => {
    expect(
      refusal(picture(), loss, [
        [20, 6, 6, 1],
        [20, 10],
      ]),
    ).toBe(
      '2: The model outputs [4, 4, 10] per sample, but the targets of line 40 have shape [10]. Add a Flatten() before this Dense.',
    );
  });

  it.each([
    [
      refusal(picture(), sparse, [[20, 6, 6, 1], [20]]),
      /^2: .* have shape \[1\]\. Add a Flatten\(\) before this Dense/,
    ],
    [
      refusal(steps(3), categorical, [
        [20, 5, 2],
        [20, 3],
      ]),
      /^1: .* Remove return_sequences=True here/,
    ],
    [refusal(steps(1), mse, [[20, 5, 2], [20]]), /^1: .* Remove return_sequences=True here/],
    [refusal(steps(3), sparse, [[20, 5, 2], [20]]), /^1: .* Remove return_sequences=True here/],
    [
      refusal(net(4), categorical, [[20, 3], [20]]),
      /^40: .* a row of 4 .*'sparse_categorical_crossentropy', or convert the targets with to_cat/,
    ],
    [
      refusal(net(4), categorical, [
        [20, 3],
        [20, 6],
      ]),
      /^1: .*outputs \[4\] .* have shape \[6\]\. Give it 6 units/,
    ],
    [
      refusal(net(1), categorical, [
        [20, 3],
        [20, 2],
      ]),
      /^1: .* Give it 2 units/,
    ],
    [
      refusal(net(4), sparse, [
        [20, 3],
        [20, 4],
      ]),
      /^40: .* Use the loss 'categorical_crossentropy'/,
    ],
    [refusal(net(4), sparse, [[20, 3], [20]], (i) => (i % 4) + 1), /^1: .* class 4, but .* 4 outputs, .* 0 to 3\./],
    [refusal(net(4), sparse, [[20, 3], [20]], -1), /^1: .* class -1/],
    [refusal(net(2), 'binaryCrossentropy', [[20, 3], [20]]), /^1: .* Give it 1 unit,/],
    [
      refusal(net(4), mse, [
        [20, 3],
        [20, 2],
      ]),
      /^1: .* Give it 2 units/,
    ],
    [
      refusal(net(4), mse, [
        [20, 5],
        [20, 4],
      ]),
      /^1: The model takes samples of shape \[3\], but those of line 40 have shape \[5\]/,
    ],
    [
      refusal(picture(), mse, [
        [20, 36],
        [20, 10],
      ]),
      /^1: .* takes samples of shape \[6, 6, 1\], but .* have shape \[36\]/,
    ],
  ])('%s', (found, wanted) => {
    expect(found).toMatch(wanted);
  });
});

it('names the cell of a notebook, whose file has lines that no person sees', () => {
  const cell = (source: string[]) => ({ cell_type: 'code', source });
  const cells = [cell(['model = net()']), cell(['x, y = data()\n', 'model.fit(x, y)'])];
  const text = JSON.stringify({ cells, nbformat: 4 }, null, 1);
  serveTexts([{ file: 'net.ipynb', text }]);
  const line = 1 + text.split('\n').findIndex((row) => row.includes('model.fit'));
  const said = refusal(net(1), mse, [[20, 4], [20]], 0, false, { file: 'net.ipynb', line, column: 5 });
  serveTexts([]);
  expect(said).toContain('but those of cell 2, line 2 have shape [4].');
});

describe('samples that Keras trains on', () => {
  it.each([
    ['one column for several outputs', net(4), mse, [[20, 3], [20]]],
    [
      'several columns for one output',
      net(1),
      mse,
      [
        [20, 3],
        [20, 2],
      ],
    ],
    [
      'steps without a last axis',
      steps(1),
      'binaryCrossentropy',
      [
        [20, 5, 2],
        [20, 5],
      ],
    ],
    [
      'classes of steps',
      steps(3),
      sparse,
      [
        [20, 5, 2],
        [20, 5],
      ],
    ],
    [
      'classes of steps, each in a list',
      steps(3),
      sparse,
      [
        [20, 5, 2],
        [20, 5, 1],
      ],
    ],
    ['one output in a loss of several', net(1), categorical, [[20, 3], [20]]],
    [
      'pictures without channels',
      [...picture().slice(0, 1), flatten(), dense({ units: 2 })],
      mse,
      [
        [20, 6, 6],
        [20, 2],
      ],
    ],
  ] as const)('%s', (_, layers, loss, shapes) => {
    expect(refusal([...layers], loss, shapes)).toBe('fits');
  });

  it('of which a class does not count', () => {
    expect(refusal(net(4), sparse, [[20, 3], [20]], 255, true)).toBe('fits');
  });
});
