import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { UpdateRule } from './updateRule.js';

/** Moves an average towards a value. */
function towards(tf: Tfjs, average: Tensor | number, value: Tensor, rate: number): Tensor {
  return tf.add(average, tf.mul(tf.sub(value, average), rate));
}

export function adam(beta1: number, beta2: number, epsilon: number, amsgrad: boolean): UpdateRule {
  return {
    slots: amsgrad ? [0, 0, 0] : [0, 0],
    ...(amsgrad ? {} : { fused: { kind: 'adam', beta1, beta2, epsilon } }),
    rate: (learningRate, step) => (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step),
    update: ({ tf, value, gradient, slots: [oldMean = 0, oldSquares = 0, oldLargest = 0], rate }) => {
      const mean = towards(tf, oldMean, gradient, 1 - beta1);
      const squares = towards(tf, oldSquares, tf.square(gradient), 1 - beta2);
      const largest = amsgrad ? tf.maximum(oldLargest, squares) : squares;
      const move = tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(largest), epsilon));
      return { value: tf.sub(value, move), slots: amsgrad ? [mean, squares, largest] : [mean, squares] };
    },
  };
}

export function adamax(beta1: number, beta2: number, epsilon: number): UpdateRule {
  return {
    slots: [0, 0],
    fused: { kind: 'adamax', beta1, beta2, epsilon },
    rate: (learningRate, step) => learningRate / (1 - beta1 ** step),
    update: ({ tf, value, gradient, slots: [oldMean = 0, oldNorm = 0], rate }) => {
      const mean = towards(tf, oldMean, gradient, 1 - beta1);
      const norm = tf.maximum(tf.mul(oldNorm, beta2), tf.abs(gradient));
      const move = tf.div(tf.mul(mean, rate), tf.add(norm, epsilon));
      return { value: tf.sub(value, move), slots: [mean, norm] };
    },
  };
}

/**
 * Adam with Nesterov's momentum, as Keras 2.15 trains it: its graph multiplies the product of all momenta once for each weight of a step. One of n
 * weights is left out in each of the steps n to 2n - 1, for Keras counts the weights when it makes the graph, which it does twice.
 * @param decay how fast the momentum grows: a base of powers
 * @param countsWeights false for Keras before 2.11, which multiplies once a step
 */
export function nadam(beta1: number, beta2: number, epsilon: number, decay = 0.96, countsWeights = true): UpdateRule {
  const momentumAt = (step: number) => beta1 * (1 - 0.5 * decay ** step);
  let product = 1;
  let place = 0;
  return {
    slots: [0, 0],
    begin: (step, weights) => {
      place = weights;
      if (step === 1) product = 1;
      if (!countsWeights) product *= momentumAt(step);
    },
    update: ({ tf, value, gradient, slots: [oldMean = 0, oldSquares = 0], step, learningRate }) => {
      const [now, next] = [momentumAt(step), momentumAt(step + 1)];
      if (countsWeights && place !== step) product *= now;
      place++;
      const mean = towards(tf, oldMean, gradient, 1 - beta1);
      const squares = towards(tf, oldSquares, tf.square(gradient), 1 - beta2);
      const ahead = tf.add(tf.mul(mean, next / (1 - product * next)), tf.mul(gradient, (1 - now) / (1 - product)));
      const root = tf.add(tf.sqrt(tf.div(squares, 1 - beta2 ** step)), epsilon);
      return { value: tf.sub(value, tf.div(tf.mul(ahead, learningRate), root)), slots: [mean, squares] };
    },
  };
}

export function lion(beta1: number, beta2: number): UpdateRule {
  return {
    slots: [0],
    update: ({ tf, value, gradient, slots: [oldMean = 0], learningRate }) => {
      const direction = tf.sign(tf.add(tf.mul(oldMean, beta1), tf.mul(gradient, 1 - beta1)));
      const mean = tf.add(tf.mul(oldMean, beta2), tf.mul(gradient, 1 - beta2));
      return { value: tf.sub(value, tf.mul(direction, learningRate)), slots: [mean] };
    },
  };
}
