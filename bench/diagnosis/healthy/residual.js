// Layers that add what they make to what they were given.
import * as tf from '@tensorflow/tfjs';
import { rings } from '../../../test/fixtures/diagnosis/problems.js';

class Residual extends tf.layers.Layer {
  static className = 'Residual';
  build(shape) {
    const units = shape.at(-1);
    this.kernel = this.addWeight('kernel', [units, units], 'float32', tf.initializers.glorotUniform({}));
    this.bias = this.addWeight('bias', [units], 'float32', tf.initializers.zeros());
    super.build(shape);
  }
  computeOutputShape(shape) {
    return shape;
  }
  call(inputs) {
    return tf.tidy(() => {
      const [input] = [inputs].flat();
      return input.add(input.matMul(this.kernel.read()).add(this.bias.read()).relu());
    });
  }
}

const { inputs, labels } = rings({ count: 600 });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'relu', inputShape: [2] }));
for (let block = 0; block < 4; block++) model.add(new Residual());
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fit(inputs, labels, { epochs: 25, validationSplit: 0.2, verbose: 0 });
