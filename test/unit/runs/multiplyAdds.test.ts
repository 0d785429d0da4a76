import { expect, test } from 'vitest';
import { multiplyAdds } from '../../../src/runs/multiplyAdds.js';
import { denseLayers } from '../../webview/support/syntheticRun.js';

type Weights = Readonly<Record<string, readonly number[]>>;

/** A layer behind one of another output. */
function reckoned(className: string, outputShape: readonly (number | null)[], weights: Weights, before = [null, 1]) {
  const [plain] = denseLayers(1);
  if (!plain) expect.fail();
  const variables = Object.entries(weights).map(([weight, shape]) => ({ name: weight, weight, layer: 1, shape }));
  const layers = [
    { ...plain, outputShape: before },
    { ...plain, className, outputShape },
  ];
  return multiplyAdds({ layers, variables }, 1);
}

test.each<[string, (number | null)[], Weights, (number | null)[], number | null]>([
  ['Dense', [null, 128], { kernel: [784, 128], bias: [128] }, [null, 784], 784 * 128],
  // The same weights at each step.
  ['TimeDistributed', [null, 10, 4], { kernel: [3, 4], bias: [4] }, [null, 10, 3], 10 * 3 * 4],
  ['Conv2D', [null, 26, 26, 8], { kernel: [3, 3, 1, 8] }, [null, 28, 28, 1], 26 * 26 * 72],
  // Channels first.
  ['Conv2D', [null, 8, 26, 26], { kernel: [3, 3, 1, 8] }, [null, 1, 28, 28], 26 * 26 * 72],
  ['Conv2DTranspose', [null, 14, 14, 8], { kernel: [2, 2, 8, 16] }, [null, 7, 7, 16], 49 * 2 * 2 * 8 * 16],
  ['DepthwiseConv2D', [null, 5, 5, 6], { depthwise_kernel: [3, 3, 3, 2] }, [null, 7, 7, 3], 25 * 54],
  [
    'SeparableConv2D',
    [null, 5, 5, 4],
    { depthwise_kernel: [3, 3, 3, 2], pointwise_kernel: [1, 1, 6, 4] },
    [null, 7, 7, 3],
    25 * 54 + 25 * 24,
  ],
  ['LSTM', [null, 8], { kernel: [3, 32], recurrent_kernel: [8, 32], bias: [32] }, [null, 20, 3], 20 * 11 * 32],
  ['GRU', [null, 20, 8], { kernel: [3, 24], recurrent_kernel: [8, 24] }, [null, 1], 20 * 11 * 24],
  ['BatchNormalization', [null, 5, 5, 4], { gamma: [4], beta: [4] }, [null, 5, 5, 4], 100],
  ['Embedding', [null, 20, 8], { embeddings: [1000, 8] }, [null, 20], 0],
  // Nothing tells how long the sequence is, or what the weight does.
  ['LSTM', [null, 8], { kernel: [3, 32], recurrent_kernel: [8, 32] }, [null, 3], null],
  ['ConvLSTM2D', [null, 5, 5, 2], { kernel: [3, 3, 1, 8], recurrent_kernel: [3, 3, 2, 8] }, [null, 9, 7, 7, 1], null],
  ['Conv1D', [null, null, 8], { kernel: [3, 1, 8] }, [null, null, 1], null],
  ['Spectrum', [null, 8], { own: [3, 8] }, [null, 3], null],
  ['Dense', [null, 8], {}, [null, 3], null],
])('%s of output %j takes as many products as it does', (className, outputShape, weights, before, count) => {
  expect(reckoned(className, outputShape, weights, before as [null, number])?.count ?? null).toBe(count);
});

test('How it is reckoned is told', () => {
  expect(reckoned('Dense', [null, 128], { kernel: [784, 128], bias: [128] })?.how).toBe('kernel 784 × 128, used once');
  expect(reckoned('Conv2D', [null, 26, 26, 8], { kernel: [3, 3, 1, 8] })?.how).toBe(
    'kernel 3 × 3 × 1 × 8, used 676 times',
  );
  expect(multiplyAdds({ layers: denseLayers(0, true), variables: [] }, 0)).toEqual({ count: 0, how: 'no weights' });
});
