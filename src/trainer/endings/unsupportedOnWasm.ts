import type { SourceLocation } from '../../protocol/fit.js';
import type { CreatedLayers } from '../capture/createdLayers.js';
import type { Layer } from '../tfjs/tfjs.js';

/** Layers whose gradients need kernels that tfjs 4.22's WASM backend lacks (filter gradients, UnsortedSegmentSum). */
const UNTRAINABLE = new Set([
  'Conv1D',
  'Conv2D',
  'Conv2DTranspose',
  'SeparableConv2D',
  'DepthwiseConv2D',
  'ConvLSTM2D',
  'ConvLSTM2DCell',
  'ConvRNN2D',
  'Embedding',
]);

/** Thrown into user code before the first batch, so that it does not go on with a net that cannot be trained. */
export class UnsupportedOnWasm extends Error {
  override readonly name = 'UnsupportedOnWasm';

  constructor(
    message: string,
    readonly location: SourceLocation | null,
  ) {
    super(message);
  }
}

/** @throws {UnsupportedOnWasm} where the embedded default cannot train one of the layers. */
export function assertTrainableOnWasm(layers: readonly Layer[], created: CreatedLayers): void {
  for (const layer of layers) {
    const part = untrainablePart(layer);
    if (!part) continue;
    throw new UnsupportedOnWasm(
      `The built-in WASM backend cannot train ${part.getClassName()} yet (layer ${layer.name}). Install tfjs-node to train it.`,
      created.placeOf(part) ?? created.placeOf(layer),
    );
  }
}

/** The layer itself, or one inside it: a nested model's, or the one that a wrapper applies. */
function untrainablePart(layer: Layer): Layer | null {
  if (UNTRAINABLE.has(layer.getClassName()))
    return layer.trainable || layer.getClassName() === 'DepthwiseConv2D' ? layer : null;
  const { layers = [], layer: wrapped, cell, forwardLayer } = layer as Layer & Parts;
  for (const part of [...layers, wrapped, cell, forwardLayer]) {
    const found = part ? untrainablePart(part) : null;
    if (found) return found;
  }
  return null;
}

interface Parts {
  readonly layers?: readonly Layer[];
  readonly layer?: Layer;
  readonly cell?: Layer;
  readonly forwardLayer?: Layer;
}
