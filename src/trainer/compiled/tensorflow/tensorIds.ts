import type { TensorEntry, TensorId } from '../../../tfjs/nodeBackend.js';
import { LazyEntry } from '../state/lazyEntry.js';

/** The handle that a tensor has now; null where it has none yet. Unlike `entry.id` it makes none. */
export function currentId(entry: TensorEntry): TensorId | null {
  if (entry instanceof LazyEntry) return entry.handle;
  return entry.values === null ? entry.id : null;
}
