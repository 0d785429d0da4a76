import type { Tfjs } from './tfjs.js';

/** One pass over a dataset of tfjs: what iterators of a kind keep of what they were made with. */
export interface LazyIterator {
  /** What it takes its elements from. */
  readonly upstream?: LazyIterator;
  /** Of an array: its elements, and the next one's place. */
  readonly items?: readonly unknown[];
  readonly trav?: number;
  /** Of zipped iterators, by the names that they have in an element. */
  readonly iterators?: unknown;
  /** How many elements are taken or skipped. */
  readonly maxCount?: number;
  readonly batchSize?: number;
  readonly enableSmallLastBatch?: boolean;
  readonly transform?: (element: never) => unknown;
  /** Of a shuffle: how many elements it draws from, and what it draws with. */
  readonly windowSize?: number;
  readonly random?: () => number;
  next(): Promise<{ readonly value: unknown; readonly done: boolean }>;
}

/** Tells iterators of tfjs's own kinds apart, whose classes it does not export. */
export interface IteratorKinds {
  readonly array: unknown;
  readonly zip: unknown;
  readonly take: unknown;
  readonly skip: unknown;
  readonly shuffle: unknown;
  readonly rows: unknown;
  readonly map: unknown;
  readonly prefetch: unknown;
  /** The text of the function that stacks the rows of a batch: whether a map is `batch`, or the user's. */
  readonly stack: string;
}

export const kindOf = (iterator: object): unknown => iterator.constructor;

/** Reads them from a chain that has one of each. @returns null where this tfjs makes its chains otherwise */
export async function iteratorKinds({ data }: Tfjs): Promise<IteratorKinds | null> {
  const chain = data
    .zip({ xs: data.array([0]) })
    .take(1)
    .skip(0)
    .shuffle(1, '1')
    .batch(1)
    .prefetch(1);
  const iterators: LazyIterator[] = [];
  let iterator: LazyIterator | undefined = (await chain.iterator()) as unknown as LazyIterator;
  for (; iterator; iterator = iterator.upstream) iterators.push(iterator);
  const [prefetch, map, rows, shuffle, skip, take, zip, ...others] = iterators;
  const array = (zip?.iterators as { readonly xs?: LazyIterator } | undefined)?.xs;
  if (!prefetch || !map?.transform || !rows || !shuffle || !skip || !take || !zip || !array || others.length > 0)
    return null;
  const kinds = { array, zip, take, skip, shuffle, rows, map, prefetch };
  const told = Object.entries(kinds).map(([name, each]) => [name, kindOf(each)] as const);
  if (new Set(told.map(([, kind]) => kind)).size < told.length) return null;
  return { ...(Object.fromEntries(told) as Omit<IteratorKinds, 'stack'>), stack: String(map.transform) };
}
