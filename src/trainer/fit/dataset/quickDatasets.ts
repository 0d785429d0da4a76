import { type IteratorKinds, iteratorKinds, type LazyIterator } from '../../../tfjs/lazyIterator.js';
import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';
import { KeptColumn } from './keptColumn.js';
import { batchesOf, type PassPlan, passPlan, type Sources } from './passPlan.js';

/** Numbers of a dataset that are kept beside it. */
const MOST_KEPT = 48_000_000;

const PARTS = ['xs', 'ys'] as const;

type Columns = Readonly<Record<(typeof PARTS)[number], KeptColumn>>;

/** Gives datasets of tfjs that go through arrays the very batches that tfjs gives, without its promise for each element. */
export class QuickDatasets {
  private kinds: Promise<IteratorKinds | null> | null = null;

  constructor(private readonly tf: Tfjs) {}

  /** The same dataset, with passes that are quick where they can be. What changes an array while a pass goes through it comes in the next. */
  quick<T>(dataset: T): T {
    const { tf } = this;
    if (!(dataset instanceof tf.data.Dataset)) return dataset;
    const own = dataset as unknown as { iterator(): Promise<LazyIterator> };
    let columns: Columns | null = null;
    const iterator = async () => {
      this.kinds ??= iteratorKinds(tf).catch(() => null);
      const kinds = await this.kinds;
      const pass = await own.iterator();
      const plan = kinds && passPlan(kinds, pass);
      columns = plan && columnsOf(tf, plan, columns);
      return kinds && plan && columns ? quickPass(pass, columns, batchesOf(kinds, plan)) : pass;
    };
    return Object.create(dataset, { iterator: { value: iterator } });
  }
}

/** @param known those of an earlier pass @returns null where an element is not `{ xs, ys }` of numbers, in one shape */
function columnsOf(tf: Tfjs, { sources, count }: PassPlan, known: Columns | null): Columns | null {
  const [xs, ys] = PARTS.map((part) => {
    const elements = () => partOf(sources, part);
    if (known?.[part].take(elements(), count)) return known[part];
    const column = KeptColumn.like(tf, elements().next().value, count, MOST_KEPT / PARTS.length);
    return column?.take(elements(), count) ? column : null;
  });
  return xs && ys ? { xs, ys } : null;
}

function* partOf(sources: Sources, part: (typeof PARTS)[number]): Generator<unknown> {
  if (sources instanceof Map) {
    if (sources.size === PARTS.length) yield* sources.get(part) ?? [];
    return;
  }
  for (const element of sources as readonly unknown[]) yield isPair(element) ? element[part] : null;
}

function isPair(element: unknown): element is Readonly<Record<(typeof PARTS)[number], unknown>> {
  if (typeof element !== 'object' || element === null || Object.getPrototypeOf(element) !== Object.prototype)
    return false;
  return Object.keys(element).length === PARTS.length && PARTS.every((part) => part in element);
}

function quickPass(pass: LazyIterator, { xs, ys }: Columns, batches: readonly Int32Array[]): LazyIterator {
  let given = 0;
  const next = async (): Promise<{ value: Readonly<Record<string, Tensor>> | null; done: boolean }> => {
    const rows = batches[given++];
    return rows ? { value: { xs: xs.batch(rows), ys: ys.batch(rows) }, done: false } : { value: null, done: true };
  };
  return Object.create(pass, { next: { value: next } });
}
