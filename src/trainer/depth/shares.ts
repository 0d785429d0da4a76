import { shuffledRows } from '../../datasets/sampling/rowOrder.js';

/** Rows of numbers, one after the other. */
export interface Rows {
  readonly values: ArrayLike<number> & ArrayBufferView;
  readonly count: number;
}

/** Part of the samples that is kept for validation, and how many that are at most. */
const VALIDATION = { share: 0.25, most: 256 } as const;
/** Samples of a class at least, on average: with fewer, targets are numbers that happen to repeat. */
const EACH_CLASS = 4;
/** Samples of a share at least: fewer show luck. */
const FEWEST = 4;
const SEED = 1;

export interface Parts {
  /** Into the rows. */
  readonly validation: readonly number[];
  /** In an order of which each beginning is a share: it has of every class its part. */
  readonly training: readonly number[];
  /** 0 where targets are numbers. */
  readonly classes: number;
}

/** Parts samples into those for validation and those to train on. A sample that stands there twice counts once: its twin would tell the answer. */
export function partsOf(inputs: Rows, targets: Rows): Parts {
  const [input, target] = [keysOf(inputs), keysOf(targets)];
  const known = new Set<string>();
  const distinct = input.flatMap((key, row) => {
    const sample = `${key}\n${target[row]}`;
    const isNew = !known.has(sample);
    known.add(sample);
    return isNew ? [row] : [];
  });
  const kinds = new Set(target);
  const areClasses = kinds.size > 1 && kinds.size * EACH_CLASS <= distinct.length;
  const order = evenly(distinct, (row) => (areClasses ? (target[row] ?? '') : ''));
  const kept = Math.min(VALIDATION.most, Math.round(order.length * VALIDATION.share));
  return { validation: order.slice(0, kept), training: order.slice(kept), classes: areClasses ? kinds.size : 0 };
}

/** How many samples each share in percent has; without those that are too small, or no larger than the one before. */
export function sharesOf(samples: number, percents: readonly number[]): { percent: number; samples: number }[] {
  const sized = percents.map((percent) => ({ percent, samples: Math.round((samples * percent) / 100) }));
  return sized.filter((share, at) => share.samples >= FEWEST && share.samples > (sized[at - 1]?.samples ?? 0));
}

/** In an order by chance in which every class is spread evenly from begin to end. */
function evenly(rows: readonly number[], classOf: (row: number) => string): number[] {
  const shuffled = [...shuffledRows(Uint32Array.from(rows), SEED, 0, null)];
  const members = new Map<string, number[]>();
  for (const row of shuffled) members.set(classOf(row), [...(members.get(classOf(row)) ?? []), row]);
  return [...members.values()]
    .flatMap((own) => own.map((row, at) => ({ row, place: (at + 0.5) / own.length })))
    .sort((first, second) => first.place - second.place)
    .map(({ row }) => row);
}

/** What tells a row from others: its numbers, bit by bit. */
function keysOf({ values, count }: Rows): string[] {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const size = bytes.length / Math.max(1, count);
  return Array.from({ length: count }, (_, row) => bytes.toString('latin1', row * size, (row + 1) * size));
}
