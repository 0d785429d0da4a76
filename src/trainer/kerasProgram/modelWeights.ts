import { SourceError } from '../../errors/sourceError.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { ArrayContents } from '../../protocol/kerasProgram.js';
import { orderedWeights } from '../../tfjs/orderedWeights.js';
import type { Layer, Sequential, Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';

/** Copies that nobody else disposes of. */
export function copyWeights(tf: Tfjs, layer: Layer | Sequential): Tensor[] {
  return orderedWeights(tf, layer).map((weight) => tf.keep(tf.clone(weight.read())));
}

/** As arrays, for code of the source. */
export function readWeights(tf: Tfjs, layer: Layer | Sequential): ArrayContents[] {
  return orderedWeights(tf, layer).map((weight) => {
    const tensor = weight.read();
    return { shape: tensor.shape, data: tensor.dataSync() };
  });
}

/** @throws {SourceError} where they are not those of this layer */
export function setWeights(
  tf: Tfjs,
  layer: Layer | Sequential,
  weights: readonly (Tensor | ArrayContents)[],
  place: SourceLocation,
): void {
  const own = orderedWeights(tf, layer);
  const shapes = (each: readonly { readonly shape: readonly (number | null)[] }[]) =>
    each.map(({ shape }) => `(${shape.join(', ')})`).join(', ') || 'none';
  if (own.length !== weights.length || own.some(({ shape }, i) => shape.join() !== weights[i]?.shape.join())) {
    const message = `set_weights needs arrays of shapes ${shapes(own)}, but got ${shapes(weights)}.`;
    throw new SourceError(message, place);
  }
  tf.tidy(() => {
    for (const [i, weight] of own.entries()) {
      const given = weights[i];
      if (!given) continue;
      const value = given instanceof tf.Tensor ? given : tf.tensor(Float32Array.from(given.data), [...given.shape]);
      // Not `write`, which applies a constraint to what it is given.
      (weight.read() as Variable).assign(value as never);
    }
  });
}
