import { fieldsOf } from '../../tfjs/layerFields.js';
import { patchOne, type Undo } from '../../tfjs/patch.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';

export interface WatchedRun<T> {
  readonly result: T;
  /** What each layer put out when it was applied last, to be disposed by the caller; null for one that gave no single tensor. */
  readonly outputs: readonly (Tensor | null)[];
}

/** Runs a forward pass and keeps what the layers put out. What is computed stays as it is; afterwards so are the layers. */
export function watchOutputs<T>(tf: Tfjs, layers: readonly Layer[], run: () => T): WatchedRun<T> {
  const kept = new Map<Layer, Tensor | null>();
  const keep = (layer: Layer, output: unknown) => {
    kept.get(layer)?.dispose();
    kept.set(layer, output instanceof tf.Tensor ? tf.keep(tf.clone(output)) : null);
  };
  const restore = [...new Set(layers)].map((layer) => watch(layer, keep)).reverse();
  try {
    const result = run();
    return { result, outputs: takeInOrder(layers, kept) };
  } catch (error) {
    for (const tensor of kept.values()) tensor?.dispose();
    throw error;
  } finally {
    for (const each of restore) each();
  }
}

/** A layer that stands in the model twice counts once, so that each tensor has one owner. */
function takeInOrder(layers: readonly Layer[], kept: Map<Layer, Tensor | null>): (Tensor | null)[] {
  const taken = new Set<Layer>();
  return layers.map((layer) => {
    const output = kept.get(layer) ?? null;
    const again = taken.has(layer);
    taken.add(layer);
    return output && again ? output.clone() : output;
  });
}

function watch(layer: Layer, keep: (layer: Layer, output: unknown) => void): Undo {
  return patchOne(fieldsOf(layer), 'watchedOutputs', {
    apply: (apply) =>
      function (this: Layer, ...args) {
        const output = apply.apply(this, args);
        keep(layer, output);
        return output;
      },
  });
}
