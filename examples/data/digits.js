import * as tf from '@tensorflow/tfjs';
import { random } from './random.js';

const SIZE = 28;

// Which of the seven segments of a pocket calculator's display each digit lights: top, upper left, upper right, middle,
// lower left, lower right, bottom.
const DIGITS = ['1110111', '0010010', '1011101', '1011011', '0111010', '1101011', '1101111', '1010010', '1111111', '1111011'];
const SEGMENTS = [[0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 1, 1], [0, 1, 1, 1], [0, 1, 0, 2], [1, 1, 1, 2], [0, 2, 1, 2]];

/**
 * Seven-segment digits, the size of MNIST's, shifted, slanted, scaled and noisy.
 * @returns images of shape [count, 28, 28, 1] in 0..1 and one-hot labels of shape [count, 10]
 */
export function digits({ count, seed }) {
  const next = random(seed);
  const pixels = new Float32Array(count * SIZE * SIZE);
  const labels = new Int32Array(count);
  for (let image = 0; image < count; image++) {
    const digit = Math.floor(next() * 10);
    labels[image] = digit;
    const width = 7 + 4 * next();
    const height = 7 + 3 * next();
    const left = 6 + 5 * next();
    const top = 3 + 4 * next();
    const slant = 3 * (next() - 0.5);
    SEGMENTS.forEach(([fromX, fromY, toX, toY], segment) => {
      if (DIGITS[digit][segment] === '0') return;
      for (let step = 0; step <= 12; step++) {
        const x = fromX + ((toX - fromX) * step) / 12;
        const y = fromY + ((toY - fromY) * step) / 12;
        stamp(pixels, image, left + x * width + slant * (1 - y), top + y * height);
      }
    });
    for (let pixel = image * SIZE * SIZE; pixel < (image + 1) * SIZE * SIZE; pixel++) {
      pixels[pixel] = Math.min(1, pixels[pixel] + 0.25 * next());
    }
  }
  return { images: tf.tensor4d(pixels, [count, SIZE, SIZE, 1]), labels: tf.oneHot(tf.tensor1d(labels, 'int32'), 10).toFloat() };
}

/** Darkens the pixels around a point, as a pen of two pixels' width does. */
function stamp(pixels, image, x, y) {
  for (let row = Math.floor(y) - 1; row <= Math.floor(y) + 2; row++) {
    for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 2; column++) {
      if (row < 0 || row >= SIZE || column < 0 || column >= SIZE) continue;
      const at = (image * SIZE + row) * SIZE + column;
      const ink = Math.max(0, 1.6 - Math.hypot(row - y, column - x));
      pixels[at] = Math.max(pixels[at], Math.min(1, ink));
    }
  }
}
