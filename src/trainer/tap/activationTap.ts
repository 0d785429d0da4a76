import type { FitSession } from '../fit/fitSession.js';
import type { Tensor, Tfjs } from '../tfjs/tfjs.js';

/**
 * Sees the forward passes that gradients are derived from, of `fit`, `trainOnBatch`, `optimizer.minimize` and `tf.variableGrads` alike, and
 * has those measured whose fit wants it. Others run as if it were not there.
 */
export function tapActivations(tf: Tfjs, sessions: () => Iterable<FitSession>): void {
  const engine = tf.engine();
  const { gradients } = engine;
  let observing = false;
  engine.gradients = function <T extends Tensor>(this: typeof engine, ...args: Parameters<typeof gradients<T>>) {
    const derive = () => gradients.apply(this, args) as { value: T; grads: Tensor[] };
    // Gradients within gradients belong to the pass around them.
    if (observing) return derive();
    const due = [...sessions()].map((session) => session.dueActivations).filter((activations) => activations !== null);
    if (due.length === 0) return derive();
    observing = true;
    try {
      return due.reduce((run, activations) => () => activations.observe(run), derive)();
    } finally {
      observing = false;
    }
  };
}
