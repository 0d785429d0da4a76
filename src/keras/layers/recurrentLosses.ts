import type { Layer } from '../../tfjs/tfjs.js';

type Loss = () => unknown;

interface WithLosses {
  readonly _losses: Loss[];
  readonly losses: Loss[];
}

/** Adds the penalties on the weights of inner parts, which tfjs's recurrent layers leave out of the loss. */
export function countLossesOf(layer: Layer, parts: readonly object[]): Layer {
  const own = (layer as unknown as WithLosses)._losses;
  Object.defineProperty(layer, 'losses', {
    get: () => [...own, ...parts.flatMap((part) => (part as WithLosses).losses)],
  });
  return layer;
}

/** A recurrent layer with the penalties of its cell. */
export function countCellLosses(layer: Layer): Layer {
  return countLossesOf(layer, [(layer as unknown as { cell: object }).cell]);
}
