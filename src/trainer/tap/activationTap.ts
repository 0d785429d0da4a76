import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { Replay } from '../compiled/replay/replay.js';
import { StepTrace } from '../compiled/trace/stepTrace.js';
import type { FitSession } from '../fit/fitSession.js';
import type { StepObserver } from './stepListener.js';

/**
 * Sees the forward passes that gradients are derived from, of `fit`, `trainOnBatch`, `optimizer.minimize` and `tf.variableGrads` alike, and
 * has those measured whose fit wants it. Others run as if it were not there.
 * @param observer of the step under way: a traced one shows how outputs are measured, wanted or not
 */
export function tapActivations(
  tf: Tfjs,
  sessions: () => Iterable<FitSession>,
  observer: () => StepObserver = () => null,
): void {
  const engine = tf.engine();
  const { gradients } = engine;
  let observing = false;
  engine.gradients = function <T extends Tensor>(this: typeof engine, ...args: Parameters<typeof gradients<T>>) {
    const derive = () => gradients.apply(this, args) as { value: T; grads: Tensor[] };
    // Gradients within gradients belong to the pass around them.
    if (observing) return derive();
    const watched = observer();
    // A graph computes them itself.
    if (watched instanceof Replay) return derive();
    const trace = watched instanceof StepTrace ? watched : null;
    const due = [...(trace?.known ? [trace.known] : sessions())]
      .map((session) => (trace ? session.activations : session.dueActivations))
      .filter((activations) => activations !== null);
    if (due.length === 0) return derive();
    observing = true;
    try {
      return due.reduce((run, activations) => () => activations.observe(run, trace), derive)();
    } finally {
      observing = false;
    }
  };
}
