import { type SeededRandom, seededRandom } from './seededRandom.js';

/** Rows that are trained on and rows that are kept for validation. */
export interface Split {
  readonly training: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Keeps a share of the rows for validation: at least one where a share is asked for, and never all. Shuffled data gives up rows from
 * everywhere, the same for the same seed; data in order gives up its last rows.
 */
export function splitRows(rows: number, share: number, shuffle: boolean, seed: number): Split {
  const all = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) all[row] = row;
  const kept = share > 0 && rows > 1 ? Math.min(rows - 1, Math.max(1, Math.round(rows * share))) : 0;
  if (kept === 0 || !shuffle) return { training: all.subarray(0, rows - kept), validation: all.subarray(rows - kept) };
  shuffleInPlace(all, seededRandom(seed, SPLIT_STREAM));
  const isKept = new Uint8Array(rows);
  for (const row of all.subarray(rows - kept)) isKept[row] = 1;
  let [trained, validated] = [0, rows - kept];
  for (let row = 0; row < rows; row++) all[isKept[row] ? validated++ : trained++] = row;
  return { training: all.subarray(0, rows - kept), validation: all.subarray(rows - kept) };
}

/**
 * The order of an epoch. Rows that are costly to reach one by one are shuffled in two steps, so that neighbours are read together:
 * blocks of `block` rows, then the rows among `BLOCKS_TOGETHER` blocks.
 */
export function shuffledRows(rows: Uint32Array, seed: number, epoch: number, block: number | null): Uint32Array {
  const random = seededRandom(seed, epoch);
  if (block === null) return shuffleInPlace(rows.slice(), random);
  const blocks = shuffleInPlace(
    Uint32Array.from({ length: Math.ceil(rows.length / block) }, (_, index) => index),
    random,
  );
  const order = new Uint32Array(rows.length);
  let filled = 0;
  let start = 0;
  blocks.forEach((index, count) => {
    const part = rows.subarray(index * block, (index + 1) * block);
    order.set(part, filled);
    filled += part.length;
    if ((count + 1) % BLOCKS_TOGETHER === 0 || count === blocks.length - 1) {
      shuffleInPlace(order.subarray(start, filled), random);
      start = filled;
    }
  });
  return order;
}

/** Blocks whose rows are mixed; whoever reads rows from a file keeps so many blocks in memory. */
export const BLOCKS_TOGETHER = 32;

/** Apart from the streams of the epochs. */
const SPLIT_STREAM = -7;

function shuffleInPlace(rows: Uint32Array, random: SeededRandom): Uint32Array {
  for (let last = rows.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const row = rows[last] ?? 0;
    rows[last] = rows[other] ?? 0;
    rows[other] = row;
  }
  return rows;
}
