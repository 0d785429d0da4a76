import { type IteratorKinds, kindOf, type LazyIterator } from '../../../tfjs/lazyIterator.js';
import { shuffledOrder } from './shuffledOrder.js';

/** Elements that a shuffle may draw from. */
const LARGEST_WINDOW = 10_000_000;

/** An array of whole elements, or arrays of their parts by the names that those have in an element. */
export type Sources = readonly unknown[] | ReadonlyMap<string, readonly unknown[]>;

/** What one pass over a dataset of tfjs does, where it goes through arrays and nothing in it is the user's. */
export interface PassPlan {
  readonly sources: Sources;
  readonly count: number;
  /** `take`, `skip`, `shuffle` and `prefetch` of elements, the last one first. */
  readonly onRows: readonly LazyIterator[];
  readonly batchSize: number;
  readonly smallLastBatch: boolean;
  /** The same of batches. */
  readonly onBatches: readonly LazyIterator[];
}

/** @param iterator of which nothing was read @returns null where something in it may be the user's */
export function passPlan(kinds: IteratorKinds, iterator: LazyIterator): PassPlan | null {
  const outer = peeled(kinds, iterator);
  const { upstream: rows, transform } = outer.inner;
  if (kindOf(outer.inner) !== kinds.map || String(transform) !== kinds.stack) return null;
  if (!rows?.upstream || kindOf(rows) !== kinds.rows || !isCount(rows.batchSize, 1)) return null;
  const inner = peeled(kinds, rows.upstream);
  const source = sourceOf(kinds, inner.inner);
  return (
    source && {
      ...{ ...source, onRows: inner.operations, onBatches: outer.operations },
      ...{ batchSize: rows.batchSize, smallLastBatch: rows.enableSmallLastBatch ?? true },
    }
  );
}

/** The rows of each batch. Its shuffles draw for that, so that nothing can be read of the iterator itself any more. */
export function batchesOf(kinds: IteratorKinds, plan: PassPlan): Int32Array[] {
  const { batchSize, smallLastBatch } = plan;
  const rows = ordered(kinds, plan.onRows, plan.count);
  const count = smallLastBatch ? Math.ceil(rows.length / batchSize) : Math.floor(rows.length / batchSize);
  const order = ordered(kinds, plan.onBatches, count);
  return Array.from(order, (at) => rows.slice(at * batchSize, (at + 1) * batchSize));
}

function peeled(kinds: IteratorKinds, iterator: LazyIterator) {
  const operations: LazyIterator[] = [];
  let inner = iterator;
  for (; inner.upstream && isOrder(kinds, inner); inner = inner.upstream) operations.push(inner);
  return { operations, inner };
}

function isOrder(kinds: IteratorKinds, iterator: LazyIterator): boolean {
  const { maxCount, windowSize, random } = iterator;
  const kind = kindOf(iterator);
  if (kind === kinds.take || kind === kinds.skip) return isCount(maxCount, 0);
  if (kind !== kinds.shuffle) return kind === kinds.prefetch;
  return isCount(windowSize, 1) && windowSize <= LARGEST_WINDOW && typeof random === 'function';
}

/** Where so many elements go. */
function ordered(kinds: IteratorKinds, operations: readonly LazyIterator[], count: number): Int32Array {
  return operations.reduceRight(
    (order, iterator) => {
      const { maxCount = 0, windowSize = 0, random } = iterator;
      const kind = kindOf(iterator);
      if (kind === kinds.take) return order.subarray(0, maxCount);
      if (kind === kinds.skip) return order.subarray(maxCount);
      if (kind !== kinds.shuffle || !random) return order;
      return shuffledOrder(order.length, windowSize, random).map((at) => order[at] as number);
    },
    Int32Array.from({ length: count }, (_, row) => row),
  );
}

function sourceOf(kinds: IteratorKinds, iterator: LazyIterator): Pick<PassPlan, 'sources' | 'count'> | null {
  const items = itemsOf(kinds, iterator);
  if (items) return { sources: items, count: items.length };
  if (kindOf(iterator) !== kinds.zip || !iterator.iterators) return null;
  const sources = new Map<string, readonly unknown[]>();
  for (const [name, each] of Object.entries(iterator.iterators as Readonly<Record<string, LazyIterator>>)) {
    const own = itemsOf(kinds, each);
    if (!own) return null;
    sources.set(name, own);
  }
  // tfjs's zip ends with the shortest.
  return { sources, count: Math.min(...[...sources.values()].map(({ length }) => length)) };
}

function itemsOf(kinds: IteratorKinds, iterator: LazyIterator): readonly unknown[] | null {
  const { items, trav } = iterator;
  return kindOf(iterator) === kinds.array && Array.isArray(items) && trav === 0 ? items : null;
}

const isCount = (value: number | undefined, least: number): value is number =>
  value !== undefined && Number.isInteger(value) && value >= least;
