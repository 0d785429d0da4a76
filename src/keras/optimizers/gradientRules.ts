import type { UpdateRule } from './updateRule.js';

/** Gradient descent, with momentum where it is above zero. */
export function sgd(momentum: number, nesterov: boolean): UpdateRule {
  if (momentum === 0) {
    return {
      slots: [],
      fused: { kind: 'sgd' },
      update: ({ tf, value, gradient, learningRate }) => ({
        value: tf.sub(value, tf.mul(gradient, learningRate)),
        slots: [],
      }),
    };
  }
  return {
    slots: [0],
    fused: { kind: 'momentum', momentum, nesterov },
    update: ({ tf, value, gradient, slots, learningRate }) => {
      const move = tf.mul(gradient, learningRate);
      const velocity = tf.sub(tf.mul(slots[0] ?? 0, momentum), move);
      const change = nesterov ? tf.sub(tf.mul(velocity, momentum), move) : velocity;
      return { value: tf.add(value, change), slots: [velocity] };
    },
  };
}

/** @param outside whether epsilon is added after the root, as before TensorFlow 2.11 */
export function rmsprop(
  rho: number,
  momentum: number,
  epsilon: number,
  centered: boolean,
  outside: boolean,
): UpdateRule {
  return {
    slots: [0, ...(centered ? [0] : []), ...(momentum > 0 ? [0] : [])],
    ...(centered || outside || momentum > 0 ? {} : { fused: { kind: 'rmsprop', rho, epsilon } }),
    update: ({ tf, value, gradient, slots, learningRate }) => {
      const squares = tf.add(tf.mul(slots[0] ?? 0, rho), tf.mul(tf.square(gradient), 1 - rho));
      const average = centered ? tf.add(tf.mul(slots[1] ?? 0, rho), tf.mul(gradient, 1 - rho)) : null;
      const spread = average ? tf.sub(squares, tf.square(average)) : squares;
      const root = outside ? tf.add(tf.sqrt(spread), epsilon) : tf.sqrt(tf.add(spread, epsilon));
      const move = tf.div(tf.mul(gradient, learningRate), root);
      const kept = average ? [squares, average] : [squares];
      if (momentum === 0) return { value: tf.sub(value, move), slots: kept };
      const velocity = tf.add(tf.mul(slots[kept.length] ?? 0, momentum), move);
      return { value: tf.sub(value, velocity), slots: [...kept, velocity] };
    },
  };
}

export function adagrad(start: number, epsilon: number, outside: boolean): UpdateRule {
  return {
    slots: [start],
    update: ({ tf, value, gradient, slots, learningRate }) => {
      const squares = tf.add(slots[0] ?? 0, tf.square(gradient));
      const root = outside ? tf.add(tf.sqrt(squares), epsilon) : tf.sqrt(tf.add(squares, epsilon));
      return { value: tf.sub(value, tf.div(tf.mul(gradient, learningRate), root)), slots: [squares] };
    },
  };
}

export function adadelta(rho: number, epsilon: number): UpdateRule {
  return {
    slots: [0, 0],
    update: ({ tf, value, gradient, slots: [oldSquares = 0, oldMoves = 0], learningRate }) => {
      const squares = tf.add(tf.mul(oldSquares, rho), tf.mul(tf.square(gradient), 1 - rho));
      const scale = tf.sqrt(tf.div(tf.add(oldMoves, epsilon), tf.add(squares, epsilon)));
      const move = tf.mul(scale, gradient);
      const moves = tf.add(tf.mul(oldMoves, rho), tf.mul(tf.square(move), 1 - rho));
      return { value: tf.sub(value, tf.mul(move, learningRate)), slots: [squares, moves] };
    },
  };
}

/** Follow the regularised leader. */
export function ftrl(
  power: number,
  start: number,
  l1: number,
  l2: number,
  shrinkage: number,
  beta: number,
): UpdateRule {
  return {
    slots: [start, 0],
    update: ({ tf, value, gradient, slots: [oldSquares = start, oldLinear = 0], learningRate }) => {
      const pulled = shrinkage > 0 ? tf.add(gradient, tf.mul(value, 2 * shrinkage)) : gradient;
      const squares = tf.add(oldSquares, tf.square(gradient));
      const [after, before] = [tf.pow(squares, -power), tf.pow(oldSquares, -power)];
      const linear = tf.add(oldLinear, tf.sub(pulled, tf.mul(tf.div(tf.sub(after, before), learningRate), value)));
      const quadratic = tf.add(tf.div(after, learningRate), 2 * (l2 + beta / (2 * learningRate)));
      const clipped = l1 > 0 ? tf.clipByValue(linear, -l1, l1) : tf.zerosLike(linear);
      return { value: tf.div(tf.sub(clipped, linear), quadratic), slots: [squares, linear] };
    },
  };
}
