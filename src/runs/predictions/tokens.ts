import { findLayer } from '../../layers/catalogue.js';
import type { FitSummary } from '../../protocol/fit.js';
import { sizeOf } from '../../protocol/fitSamples.js';

/** What the samples of a model are that begins with an embedding: the numbers of tokens, such as words. */
export interface Tokens {
  /** That the embedding knows: their numbers are below. */
  readonly count: number;
  /** On which side zeros fill short samples up, as far as that shows; null where none does. */
  readonly padding: Side | null;
}

type Side = 'front' | 'back';

/** Zeros in a row that are taken for padding: a single one may be a token. */
const FEWEST = 2;

/** Null for a model that begins with something else. @param inputs of the samples that are kept with theirs */
export function tokensOf(
  { layers, samples }: Pick<FitSummary, 'layers' | 'samples'>,
  inputs: Float32Array,
): Tokens | null {
  const first = layers.find(({ className }) => className !== 'InputLayer');
  if (!first || findLayer(first.className)?.kind !== 'embedding') return null;
  const count = first.params / (first.outputShape.at(-1) ?? Number.NaN);
  if (!Number.isInteger(count)) return null;
  return { count, padding: paddedSide(inputs, sizeOf(samples?.input ?? [])) };
}

function paddedSide(inputs: Float32Array, size: number): Side | null {
  let [front, back] = [0, 0];
  for (let from = 0; from + size <= inputs.length; from += size) {
    const sample = inputs.subarray(from, from + size);
    if (Number.isNaN(sample[0])) break;
    const [before, after] = [sample.findIndex((token) => token !== 0), sample.findLastIndex((token) => token !== 0)];
    if (before < 0) continue;
    if (before >= FEWEST) front += before;
    if (size - 1 - after >= FEWEST) back += size - 1 - after;
  }
  if (front === 0 && back === 0) return null;
  return back > front ? 'back' : 'front';
}
