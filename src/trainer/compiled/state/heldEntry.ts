import type { TensorEntry, TensorId } from '../tensorflow/binding.js';

/**
 * tfjs-node's entry of a tensor whose value a session holds. Whoever works with the tensor reads `id`, which fetches the value
 * then and only then: that is how `predict`, `getWeights`, `save` and everything else finds current weights.
 */
export class HeldEntry implements TensorEntry {
  readonly values = null;
  refCount = 1;
  /** Handle of the value as it was fetched; null after a step has changed it. */
  cachedId: TensorId | null = null;

  constructor(
    readonly shape: number[],
    readonly dtype: number,
    private readonly fetch: () => void,
  ) {}

  get id(): TensorId {
    if (this.cachedId === null) this.fetch();
    if (this.cachedId === null) throw new Error('A value that a compiled step holds could not be fetched');
    return this.cachedId;
  }
}
