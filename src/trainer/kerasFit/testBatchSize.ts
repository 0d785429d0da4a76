import type { KerasTraining } from '../../keras/training/kerasTraining.js';
import { findLayer } from '../../layers/catalogue.js';
import type { Layer, Sequential } from '../../tfjs/tfjs.js';

/** Samples of one forward pass, where they may be more than the source says. */
const MOST_ROWS = 512;
/** Numbers of the inputs of one forward pass, so that what the layers make of them does not fill the memory. */
const MOST_NUMBERS = 2 ** 18;

/**
 * Samples that validation and evaluation take at a time. Where loss and metrics are sums over samples, larger batches than the source's give
 * the same results in fewer passes.
 * @param size the source's
 * @param sampleShape of one input
 */
export function testBatchSize(
  model: Sequential,
  training: KerasTraining,
  size: number,
  sampleShape: readonly number[],
): number {
  if (!training.sumsOverSamples || !isAlone(model)) return size;
  const numbers = sampleShape.reduce((product, length) => product * length, 1);
  const most = Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / Math.max(1, numbers)));
  return size * Math.max(1, Math.floor(most / size));
}

/**
 * Whether it makes of each sample what it makes of it alone. A recurrent layer may keep its state from batch to batch, what a mask leaves out counts
 * in the mean over a batch, and a class of the user's own may do anything.
 */
function isAlone(layer: Layer | Sequential): boolean {
  const { layers, maskZero } = layer as Partial<Sequential> & { readonly maskZero?: boolean };
  if (layers) return layers.every(isAlone);
  const known = findLayer(layer.getClassName());
  const isMasking = known?.kind === 'masking' || maskZero === true;
  return known !== undefined && known.kind !== 'recurrent' && !known.wraps && !isMasking;
}
