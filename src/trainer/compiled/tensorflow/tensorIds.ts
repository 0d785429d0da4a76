import { LazyEntry } from '../state/lazyEntry.js';
import type { TensorEntry, TensorId } from './binding.js';

/** The handle that a tensor has now; null where it has none yet. Unlike `entry.id` it makes none. */
export function currentId(entry: TensorEntry): TensorId | null {
  if (entry instanceof LazyEntry) return entry.handle;
  return entry.values === null ? entry.id : null;
}
