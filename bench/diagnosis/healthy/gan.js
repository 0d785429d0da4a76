// Two nets against each other: numbers about 3 are to be made of noise.
import * as tf from '@tensorflow/tfjs';

const { dense, leakyReLU } = tf.layers;
const generator = tf.sequential({
  layers: [dense({ units: 16, activation: 'relu', inputShape: [4] }), dense({ units: 1 })],
});
const discriminator = tf.sequential({
  layers: [dense({ units: 16, inputShape: [1] }), leakyReLU(), dense({ units: 1, activation: 'sigmoid' })],
});
discriminator.compile({ optimizer: tf.train.adam(0.002, 0.5), loss: 'binaryCrossentropy' });
discriminator.trainable = false;
const both = tf.sequential({ layers: [generator, discriminator] });
both.compile({ optimizer: tf.train.adam(0.002, 0.5), loss: 'binaryCrossentropy' });
const half = 32;
for (let step = 0; step < 300; step++) {
  const real = tf.randomNormal([half, 1], 3, 0.5);
  const made = generator.predict(tf.randomNormal([half, 4]));
  discriminator.trainable = true;
  await discriminator.trainOnBatch(tf.concat([real, made]), tf.concat([tf.ones([half, 1]), tf.zeros([half, 1])]));
  discriminator.trainable = false;
  await both.trainOnBatch(tf.randomNormal([2 * half, 4]), tf.ones([2 * half, 1]));
}
