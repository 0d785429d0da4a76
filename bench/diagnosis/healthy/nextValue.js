// The next value of a series, by a GRU.
import * as tf from '@tensorflow/tfjs';
import { normal, random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(81);
const series = Array.from({ length: 520 }, (_, at) => Math.sin(at / 5) + 0.5 * Math.sin(at / 13) + 0.05 * normal(draw));
const starts = Array.from({ length: 500 }, (_, at) => at);
const xs = tf.tensor3d(starts.map((at) => series.slice(at, at + 20).map((value) => [value])));
const ys = tf.tensor2d(starts.map((at) => [series[at + 20] ?? 0]).slice(0, 500));
const model = tf.sequential();
model.add(tf.layers.gru({ units: 16, inputShape: [20, 1] }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: tf.train.rmsprop(0.005), loss: 'meanAbsoluteError' });
await model.fit(xs.slice(0, 400), ys.slice(0, 400), {
  epochs: 15,
  validationData: [xs.slice(400), ys.slice(400)],
  verbose: 0,
});
