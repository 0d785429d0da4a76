import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { binary } from '../../../src/keras/losses/crossEntropies.js';
import { OutputFacts } from '../../../src/keras/losses/outputFacts.js';

describe('the binary cross-entropy of outputs beyond 0 and 1', () => {
  // Keras 2.15's fit of one Dense without an activation, targets 0 and 1, outputs 2 and -2.
  it.each([
    [0, 2, 15.249238],
    [0, -2, 0],
    [1, 2, 0],
    [1, -2, 15.424949],
  ])('of target %d and output %d', (target, output, loss) => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    const formula = binary(OutputFacts.of(tf, model), { fromLogits: false, smoothing: 0, axis: -1 });
    const losses = formula(tf, tf.tensor2d([[target]]), tf.tensor2d([[output]]));
    expect(losses.dataSync()[0]).toBeCloseTo(loss, 4);
  });
});
