import { SourceError } from '../../errors/sourceError.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { Layer, Sequential, Tfjs } from '../tfjs/tfjs.js';
import { explainRank, explainTooSmall, type Link } from './explainShape.js';

/**
 * Looks at the shapes of a Sequential while it is put together: a layer that leaves nothing of its input, which tfjs finds out while it
 * trains or blames another layer for, and one that does not take what it is put on.
 * @param placeOf where a layer stands in the source
 */
export function watchShapes(tf: Tfjs, placeOf: (layer: object) => SourceLocation | null): void {
  const { prototype } = tf.Sequential;
  const { add } = prototype;
  prototype.add = function (this: Sequential, layer: Layer): void {
    const link = layer instanceof tf.LayersModel ? null : linkOf(this, layer, placeOf);
    const fail = (message: string): never => {
      throw new SourceError(message, placeOf(layer));
    };
    try {
      add.call(this, layer);
    } catch (error) {
      const why = link && (explainRank(link) ?? (isTooSmall(error) ? explainTooSmall(link) : null));
      if (why) fail(why);
      throw error;
    }
    const shape = this.outputs[0]?.shape.slice(1) ?? [];
    if (link && shape.some((size) => size !== null && size < 1)) fail(explainTooSmall(link));
  };
}

function linkOf(model: Sequential, layer: Layer, placeOf: (layer: object) => SourceLocation | null): Link | null {
  const { batchInputShape } = layer as unknown as { batchInputShape?: Link['input'] };
  const input = model.outputs[0]?.shape ?? batchInputShape;
  if (!input) return null;
  const before = model.layers.at(-1);
  const isInput = !before || before.getClassName() === 'InputLayer';
  const previous = isInput ? null : { layer: before, line: placeOf(before)?.line ?? null };
  return { layer, input, previous, isPython: /\.(?:py|ipynb)$/.test(placeOf(layer)?.file ?? '') };
}

/** What tfjs says of sizes below zero. */
function isTooSmall(error: unknown): boolean {
  return error instanceof Error && /^Negative dimension size/.test(error.message);
}
