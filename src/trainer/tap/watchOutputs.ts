import { engineOf } from '../../tfjs/engine.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import { patchOne, type Undo } from '../../tfjs/patch.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** What a layer put out when it was applied last. */
export interface LayerOutput {
  /** Null for one that gave no single tensor. */
  readonly output: Tensor | null;
  /** The loss's gradient with respect to it; null where none passed it on its way back to what is trained. */
  readonly signal: Tensor | null;
}

export interface WatchedRun<T> {
  readonly result: T;
  /** Of each layer, to be disposed by the caller with `disposeOutputs`. */
  readonly outputs: readonly LayerOutput[];
}

type Kept = { -readonly [Part in keyof LayerOutput]: LayerOutput[Part] };

const NOTHING: LayerOutput = { output: null, signal: null };

/**
 * Runs a forward pass, and the backward pass with it, and keeps what the layers put out and what gradient comes back to it. What is computed
 * stays as it is; afterwards so are the layers.
 */
export function watchOutputs<T>(tf: Tfjs, layers: readonly Layer[], run: () => T): WatchedRun<T> {
  const kept = new Map<Layer, Kept>();
  const keep = (layer: Layer, output: unknown) => {
    disposeOutputs(kept.get(layer) ?? NOTHING);
    const own: Kept = { ...NOTHING };
    kept.set(layer, own);
    if (!(output instanceof tf.Tensor)) return;
    watchGradient(tf, output, (signal) => {
      // Only where the layer was not applied again since: the last time counts.
      if (kept.get(layer) === own) own.signal ??= tf.keep(tf.clone(signal));
    });
    own.output = tf.keep(tf.clone(output));
  };
  const restore = [...new Set(layers)].map((layer) => watch(layer, keep)).reverse();
  try {
    const result = run();
    return { result, outputs: takeInOrder(layers, kept) };
  } catch (error) {
    disposeOutputs(...kept.values());
    throw error;
  } finally {
    for (const each of restore) each();
  }
}

export function disposeOutputs(...outputs: readonly LayerOutput[]): void {
  for (const { output, signal } of outputs) {
    output?.dispose();
    signal?.dispose();
  }
}

/** A layer that stands in the model twice counts once, so that each tensor has one owner. */
function takeInOrder(layers: readonly Layer[], kept: Map<Layer, LayerOutput>): LayerOutput[] {
  const taken = new Set<Layer>();
  return layers.map((layer) => {
    const own = kept.get(layer) ?? NOTHING;
    const again = taken.has(layer);
    taken.add(layer);
    return again ? { output: own.output?.clone() ?? null, signal: own.signal?.clone() ?? null } : own;
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

/** Hears of the loss's gradient with respect to a tensor, where the backward pass comes by the operation that gave it. */
function watchGradient(tf: Tfjs, tensor: Tensor, note: (gradient: Tensor) => void): void {
  const node = engineOf(tf).state.activeTape?.findLast(({ outputs }) => outputs.includes(tensor));
  if (!node?.gradient) return;
  const at = node.outputs.indexOf(tensor);
  patchOne(node, 'watchedGradients', {
    gradient: (gradient) => (dys) => {
      const own = dys[at];
      if (own) note(own);
      return gradient(dys);
    },
  });
}
