import type { FitArguments, LayersModel } from '../../../tfjs/layersModel.js';
import { type IteratorKinds, iteratorKinds, type LazyIterator } from '../../../tfjs/lazyIterator.js';
import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';
import type { OwnBatch } from '../fitArguments.js';
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

  /** The same dataset; what is no dataset of tfjs's stays as it is. */
  quick<T>(dataset: T): T {
    return this.open(dataset)?.dataset ?? dataset;
  }

  /** @returns null for what is no dataset of tfjs's */
  open<T>(dataset: T): QuickDataset<T> | null {
    const { tf } = this;
    const kinds = async () => {
      this.kinds ??= iteratorKinds(tf).catch(() => null);
      return this.kinds;
    };
    return dataset instanceof tf.data.Dataset ? new QuickDataset(tf, kinds, dataset) : null;
  }
}

/** One dataset, whose passes are quick where they can be. What changes an array while a pass goes through it comes in the next. */
class QuickDataset<T> {
  /** For tfjs in its place. */
  readonly dataset: T;
  private columns: Columns | null = null;
  private first: LazyIterator | null = null;

  constructor(
    private readonly tf: Tfjs,
    private readonly kinds: () => Promise<IteratorKinds | null>,
    private readonly own: T & object,
  ) {
    this.dataset = Object.create(own, { iterator: { value: () => this.pass() } });
  }

  /**
   * Begins the pass that tfjs's loop begins and leaves, where that loop would come so far; the loop has it where it is called after all.
   * @returns what gives the batches of each later pass; null where that was no quick one
   */
  async begin(model: LayersModel, { epochs = 0 }: FitArguments): Promise<(() => AsyncIterable<OwnBatch>) | null> {
    const isAccepted = model.optimizer_ && !model.isTraining && Number.isInteger(epochs) && epochs > 0;
    if (!isAccepted) return null;
    this.first = await this.pass();
    return isQuick(this.first) ? () => this.batches() : null;
  }

  private async *batches(): AsyncGenerator<OwnBatch> {
    this.first = null;
    const pass = await this.pass();
    for (let each = await pass.next(); each.value !== null; each = await pass.next()) {
      const { xs, ys } = each.value as { readonly xs: Tensor; readonly ys: Tensor };
      try {
        yield { data: [xs, ys], rows: null };
      } finally {
        this.tf.dispose([xs, ys]);
      }
    }
  }

  /** Each pass; one first that has begun. */
  private async pass(): Promise<LazyIterator> {
    const { first } = this;
    this.first = null;
    return first ?? this.nextPass();
  }

  private async nextPass(): Promise<LazyIterator> {
    const { tf, own } = this;
    const kinds = await this.kinds();
    const pass = await (own as unknown as { iterator(): Promise<LazyIterator> }).iterator();
    const plan = kinds && passPlan(kinds, pass);
    this.columns = plan && columnsOf(tf, plan, this.columns);
    return kinds && plan && this.columns ? quickPass(pass, this.columns, batchesOf(kinds, plan)) : pass;
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

const isQuick = (pass: LazyIterator): boolean => Object.hasOwn(pass, 'next');

function quickPass(pass: LazyIterator, { xs, ys }: Columns, batches: readonly Int32Array[]): LazyIterator {
  let given = 0;
  const next = async (): Promise<{ value: Readonly<Record<string, Tensor>> | null; done: boolean }> => {
    const rows = batches[given++];
    return rows ? { value: { xs: xs.batch(rows), ys: ys.batch(rows) }, done: false } : { value: null, done: true };
  };
  return Object.create(pass, { next: { value: next } });
}
