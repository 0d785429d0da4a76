import type { Tensor } from '../../tfjs/tfjs.js';
import { hasNumbers } from './outsideRange.js';

/** Places in the data where samples that follow each other are looked at, and how many pairs of them at each. */
const PLACES = 4;
const PAIRS = 16;
/** Share of all pairs that have to go on from one to the other: a series may have gaps, where files were joined. */
const MOST = 0.9;
/** Pairs that can tell, and different values in them, of fewer of which it may be chance, as it is of zeros. */
const FEWEST = 10;
/** Elements of a sample up to which it is looked at. */
const WIDEST = 20_000;

/** A sample with its target, and the one behind it. */
interface Pair {
  readonly before: Float32Array;
  readonly next: Float32Array;
  /** NaN where there is none. */
  readonly target: number;
}

/**
 * Whether each sample is a window of one series that goes on from the sample before: without its first steps that one is the beginning of the next.
 * A window of one number goes on where its target is the next one.
 */
export function areWindows(input: Tensor, target: Tensor | null): boolean {
  const rows = input.shape[0] ?? 0;
  if (!hasNumbers(input) || rows <= FEWEST || input.size / rows > WIDEST) return false;
  const hasTargets = target !== null && hasNumbers(target) && target.shape[0] === rows;
  const pairs = pairsAt(input, hasTargets ? target : null);
  // The latest step may come last or first.
  return goOn(pairs) || goOn(pairs.map(({ before, next }) => ({ before: next, next: before, target: Number.NaN })));
}

function goOn(pairs: readonly Pair[]): boolean {
  const shift = shiftOf(pairs);
  const ongoing = pairs.filter(({ before, next, target }) =>
    shift === null ? next.length === 1 && target === next[0] : isShifted(before, next, shift),
  );
  const steps = new Set(ongoing.map(({ next }) => next.subarray(0, shift ?? 1).join()));
  return ongoing.length >= MOST * pairs.length && steps.size >= FEWEST;
}

/** The fewest elements by which most pairs go on; null where there are none. */
function shiftOf(pairs: readonly Pair[]): number | null {
  const width = pairs[0]?.next.length ?? 0;
  const counts = new Map</* shift */ number, number>();
  for (const { before, next } of pairs)
    for (const length of overlapsOf(before, next)) counts.set(width - length, (counts.get(width - length) ?? 0) + 1);
  const most = [...counts].flatMap(([shift, count]) => (count > pairs.length / 2 ? [shift] : []));
  return most
    .filter((shift) => shift <= width / 2)
    .reduce<number | null>((least, shift) => Math.min(least ?? shift, shift), null);
}

/**
 * Lengths of all beginnings of the one that the other ends with, in one go through each (Knuth, Morris and Pratt 1977): to look for each by itself
 * takes minutes of samples that are wide and mostly zeros.
 */
function overlapsOf(before: Float32Array, next: Float32Array): number[] {
  /** Of each beginning of `next` the longest shorter one that it ends with. */
  const ends = new Int32Array(next.length);
  const goOnWith = (value: number, length: number): number => {
    let matched = length;
    while (matched > 0 && next[matched] !== value) matched = ends[matched - 1] ?? 0;
    return next[matched] === value ? matched + 1 : 0;
  };
  for (let at = 1; at < next.length; at++) ends[at] = goOnWith(next[at] ?? 0, ends[at - 1] ?? 0);
  const lengths: number[] = [];
  let matched = 0;
  for (const value of before) matched = goOnWith(value, matched);
  for (; matched > 0; matched = ends[matched - 1] ?? 0) lengths.push(matched);
  return lengths;
}

function isShifted(before: Float32Array, next: Float32Array, shift: number): boolean {
  return next.subarray(0, next.length - shift).every((value, at) => value === before[at + shift]);
}

/** Samples that follow each other; of two that are the same no step has gone by. */
function pairsAt(input: Tensor, target: Tensor | null): Pair[] {
  const rows = input.shape[0] ?? 0;
  const count = Math.min(rows, PAIRS + 1);
  const starts = Array.from({ length: PLACES }, (_, place) => Math.floor((place * (rows - count)) / (PLACES - 1)));
  return [...new Set(starts)].flatMap((start) => {
    const samples = read(input, start, count);
    const targets = target ? read(target, start, count) : [];
    const pairs = samples.slice(1).map((next, index) => ({
      ...{ before: samples[index] ?? next, next },
      target: targets[index]?.[0] ?? Number.NaN,
    }));
    return pairs.filter(({ before, next }) => !isShifted(before, next, 0));
  });
}

function read(tensor: Tensor, start: number, count: number): Float32Array[] {
  const part = tensor.slice(start, count);
  const values = Float32Array.from(part.dataSync());
  part.dispose();
  const width = values.length / count;
  return Array.from({ length: count }, (_, row) => values.subarray(row * width, (row + 1) * width));
}
