import type { KerasCall } from '../../protocol/keras.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer, Sequential } from '../../tfjs/tfjs.js';
import type { KerasContext } from '../kerasContext.js';

/** A layer by the call that makes it, or a model that is a layer by what is in it. */
export type RecipeLayer =
  | (Pick<KerasContext, 'version' | 'channels'> & { readonly call: KerasCall })
  | { readonly layers: readonly RecipeLayer[] };

/** What a model that stands for one of Keras is made of: tfjs's own files lack what it computes otherwise than tfjs. */
export interface KerasRecipe {
  /** Of a batch. */
  readonly inputShape: readonly (number | null)[];
  readonly layers: readonly RecipeLayer[];
}

const made = new WeakMap<object, RecipeLayer>();

/** Remembers what has made a layer. */
export function remember(layer: Layer, call: KerasCall, { version, channels }: KerasContext): void {
  made.set(layer, { call, version, channels });
}

/** Null for a model that was not made of calls of Keras. */
export function recipeOf(model: Pick<Sequential, 'layers' | 'inputs'>): KerasRecipe | null {
  const layers = layersOf(model.layers);
  const [, ...sizes] = model.inputs[0]?.shape ?? [];
  return layers && { inputShape: [null, ...sizes], layers };
}

function layersOf(layers: readonly Layer[]): RecipeLayer[] | null {
  const found = layers.map((layer) => {
    const inside = fieldsOf(layer).layers;
    const inner = inside ? layersOf(inside) : null;
    return made.get(layer) ?? (inner && { layers: inner });
  });
  return found.every((layer) => layer !== null) ? found : null;
}
