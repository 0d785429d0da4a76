import { describe, expect, it } from 'vitest';
import type { SampleHashes } from '../../../src/trainer/fit/sampleHashes.js';
import { sharedSamples } from '../../../src/trainer/fit/sharedSamples.js';

/** Samples of two features each, which stand for their hashes. */
const hashes = (samples: readonly (readonly [number, number])[], part = 1): SampleHashes => ({
  whole: Int32Array.from(samples, ([first, second]) => first * 100_000 + second),
  halves: [Int32Array.from(samples, ([first]) => first), Int32Array.from(samples, ([, second]) => second)],
  part,
});
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, at) => [from + at, from + at] as const);
const shared = (
  held: readonly (readonly [number, number])[],
  trained: readonly (readonly [number, number])[],
  part = 1,
) => sharedSamples(hashes(held), hashes(trained, part));

describe('samples that validation and training share', () => {
  it('are counted, and none would be by chance where each is another one', () => {
    expect(shared(numbered(100, 50), numbered(100))).toEqual({ compared: 100, share: 0.5, chance: 0 });
    expect(shared(numbered(100, 200), numbered(100))).toEqual({ compared: 100, share: 0, chance: 0 });
  });

  it('are those of all by those that were drawn of them, if these are enough to tell', () => {
    expect(shared(numbered(100, 190), numbered(200), 0.25)).toEqual({ compared: 100, share: 0.4, chance: 0 });
    expect(shared(numbered(100, 50), numbered(200), 0.25)?.share).toBe(1);
    expect(shared(numbered(79), numbered(200), 0.25)).toBeNull();
    expect(shared(numbered(80), numbered(200), 0.25)).not.toBeNull();
  });

  it('would be there by chance, too, where few values make few samples', () => {
    const table = (copies: number) => Array.from({ length: 4 * copies }, (_, at) => [at & 1, (at >> 1) & 1] as const);
    expect(shared(table(20), table(80))).toEqual({ compared: 80, share: 1, chance: 1 });
    // Of 50 by 50 whole numbers, each drawn twice.
    const grid = Array.from({ length: 5000 }, (_, at) => [at % 50, Math.floor(at / 50) % 50] as const);
    expect(shared(grid, grid)).toMatchObject({ share: 1, chance: 1 });
    // Bits that stand for one class each.
    const oneHot = Array.from(
      { length: 1000 },
      (_, at) => (at % 2 ? [at % 500, 0] : [0, at % 500]) as [number, number],
    );
    expect(shared(oneHot, oneHot)).toMatchObject({ share: 1, chance: 1 });
  });

  it('were copied where half of the features tell them apart', () => {
    const twice = [...numbered(200), ...numbered(200)];
    expect(shared(numbered(50, 100), twice)).toEqual({ compared: 50, share: 1, chance: 0 });
    // One of many copies is a state that comes again and again.
    const idle = [...numbered(150), ...Array.from({ length: 50 }, () => [999, 999] as const)];
    expect(shared(idle, idle)).toEqual({ compared: 200, share: 1, chance: 0.25 });
    // Of a handful of different ones any may be drawn again.
    expect(shared(numbered(50), [...numbered(99), ...numbered(99)])?.chance).toBe(1);
  });
});
