import { SourceError } from '../../errors/sourceError.js';
import {
  explainLink,
  explainRank,
  explainReshape,
  explainTooSmall,
  isEmpty,
  type Link,
} from '../../layers/shapes/explainShape.js';
import type { SourceLocation } from '../../protocol/fit.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import { patch } from '../../tfjs/patch.js';
import type { Layer, Sequential, Tfjs } from '../../tfjs/tfjs.js';
import { explainEmpty, explainFirst, explainFlat } from './explainRefusal.js';
import { shapedLayer } from './shapedLayer.js';

type PlaceOf = (layer: object) => SourceLocation | null;

/**
 * Looks at the shapes of a Sequential while it is put together: a layer that leaves nothing of its input, which tfjs finds out while it
 * trains or blames another layer for, and one that does not take what it is put on.
 * @param placeOf where a layer stands in the source
 */
export function watchShapes(tf: Tfjs, placeOf: PlaceOf): void {
  patch(tf, 'shapes', {
    build: (build) =>
      function (this: Sequential, ...args) {
        if (this.layers.length === 0) throw new SourceError(explainEmpty(placeOf(this)), placeOf(this));
        build.apply(this, args);
      },
    add: (add) =>
      function (this: Sequential, layer) {
        const link = layer instanceof tf.LayersModel ? null : linkOf(this, layer, placeOf);
        const fail = (message: string | null): void => {
          if (message !== null) throw new SourceError(message, placeOf(layer));
        };
        if (link) fail(explainRank(link) ?? explainReshape(link));
        try {
          add.call(this, layer);
        } catch (error) {
          fail(link ? whyRefused(link, error) : explainFirst(layer, error, placeOf(layer)));
          throw error;
        }
        if (link && isEmpty(this.outputs[0]?.shape ?? [])) fail(explainTooSmall(link));
      },
  });
}

function whyRefused(link: Link, error: unknown): string | null {
  return explainLink(link) ?? explainFlat(link) ?? (isTooSmall(error) ? explainTooSmall(link) : null);
}

function linkOf(model: Sequential, layer: Layer, placeOf: PlaceOf): Link | null {
  const { batchInputShape } = fieldsOf(layer);
  const input = model.outputs[0]?.shape ?? batchInputShape;
  if (!input) return null;
  const before = model.layers.at(-1);
  const isInput = !before || before.getClassName() === 'InputLayer';
  const previous = isInput ? null : { layer: shapedLayer(before), line: placeOf(before)?.line ?? null };
  const isPython = /\.(?:py|ipynb)$/.test(placeOf(layer)?.file ?? '');
  return { layer: shapedLayer(layer), input, previous, isPython };
}

/** What tfjs says of sizes below zero. */
function isTooSmall(error: unknown): boolean {
  return error instanceof Error && /^Negative dimension size/.test(error.message);
}
