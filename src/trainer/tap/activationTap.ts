import type { Derived, Engine } from '../../tfjs/engine.js';
import { hideFromMemory } from '../../tfjs/hideFromMemory.js';
import { patch } from '../../tfjs/patch.js';
import type { Tfjs } from '../../tfjs/tfjs.js';
import type { RecordedFit } from './recordedFit.js';
import type { StepWatcher } from './stepWatcher.js';

/**
 * Sees the forward passes that gradients are derived from, of `fit`, `trainOnBatch`, `optimizer.minimize` and `tf.variableGrads` alike, and
 * has those measured whose fit wants it. Others run as if it were not there.
 * @param watcherOf who watches the step under way; null where nobody does
 */
export function tapActivations(
  tf: Tfjs,
  fits: () => Iterable<RecordedFit>,
  watcherOf: () => StepWatcher | null = () => null,
): void {
  let observing = false;
  const observe = (derive: () => Derived): Derived => {
    // Gradients within gradients belong to the pass around them.
    if (observing) return derive();
    const watcher = watcherOf();
    const measures = watcher?.measures ?? 'due';
    if (measures === 'none') return derive();
    const due = [...(watcher?.known ? [watcher.known] : fits())].flatMap(({ activations, dueOutputs }) => {
      const wanted = measures === 'all' ? 'with-rows' : dueOutputs;
      return activations && wanted ? [{ activations, withRows: wanted === 'with-rows' }] : [];
    });
    if (due.length === 0) return derive();
    const measuring = <U>(run: () => U) => (watcher ? watcher.during('measure', run) : run());
    const observed =
      (run: typeof derive, { activations, withRows }: (typeof due)[number]) =>
      () => {
        const { result, measured } = activations.observe(run, measuring, withRows);
        if (measured) watcher?.noteOutputs(activations, measured);
        return result;
      };
    observing = true;
    try {
      return due.reduce(observed, derive)();
    } finally {
      observing = false;
    }
  };
  hideFromMemory(tf, () => [...fits()].flatMap(({ activations }) => activations?.kept ?? []));
  patch(tf, 'forwardPasses', {
    gradients: (gradients) =>
      function (this: Engine, ...args) {
        return observe(() => gradients.apply(this, args));
      },
  });
}
