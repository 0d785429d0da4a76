import type { NodeBackend, TensorEntry, TensorId, TensorValues } from '../../../tfjs/nodeBackend.js';
import { patchOne } from '../../../tfjs/patch.js';

/**
 * tfjs-node's entry of a tensor whose value is not in TensorFlow's eager runtime. Whoever works with the tensor reads `id`, which
 * has the value fetched then and only then.
 */
export abstract class LazyEntry implements TensorEntry {
  values: TensorValues | null = null;
  refCount = 1;
  /** Handle of the value where it was fetched. */
  handle: TensorId | null = null;

  constructor(
    readonly shape: number[],
    readonly dtype: number,
  ) {}

  get id(): TensorId {
    if (this.handle === null) this.fetch();
    if (this.handle === null) throw new Error('A value that a compiled step holds could not be fetched');
    return this.handle;
  }

  /** tfjs-node sets it when it has uploaded `values`. */
  set id(handle: TensorId) {
    this.handle = handle;
  }

  /** Gives the value a handle. */
  protected abstract fetch(): void;

  /** Nobody has the tensor any more. */
  abstract released(): void;
}

/** The handle that a tensor has now; null where it has none yet. Unlike `entry.id` it makes none. */
export function currentId(entry: TensorEntry): TensorId | null {
  if (entry instanceof LazyEntry) return entry.handle;
  return entry.values === null ? entry.id : null;
}

/** tfjs-node asks for the handle of what it disposes of; of a lazy entry that would fetch the value. */
export function disposeWithoutFetching(backend: NodeBackend): void {
  const { tensorMap } = backend;
  patchOne(backend, 'disposal', {
    disposeData:
      (disposeData) =>
      (dataId, force = false) => {
        const entry = tensorMap.has(dataId) ? tensorMap.get(dataId) : null;
        if (!(entry instanceof LazyEntry)) return disposeData.call(backend, dataId, force);
        entry.refCount--;
        if (!force && entry.refCount > 0) return false;
        if (entry.handle !== null) backend.binding.deleteTensor(entry.handle);
        entry.handle = null;
        entry.released();
        tensorMap.delete(dataId);
        return true;
      },
  });
}
