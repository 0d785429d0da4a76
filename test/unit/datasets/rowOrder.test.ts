import { describe, expect, it } from 'vitest';
import { BLOCKS_TOGETHER, shuffledRows, splitRows } from '../../../src/datasets/sampling/rowOrder.js';

const upTo = (count: number) => Array.from({ length: count }, (_, row) => row);
const sorted = (rows: Iterable<number>) => [...rows].sort((a, b) => a - b);

describe('rows for validation', () => {
  it.each<[rows: number, share: number, kept: number]>([
    [100, 0.25, 25],
    [100, 0, 0],
    [10, 0.01, 1],
    [10, 0.99, 9],
    [10, 0.26, 3],
    [2, 0.5, 1],
    [1, 0.5, 0],
    [0, 0.5, 0],
  ])('of %i a share of %d keeps %i, the last ones, or as many from everywhere', (rows, share, kept) => {
    const inOrder = splitRows(rows, share, false, 1);
    expect([...inOrder.training, ...inOrder.validation]).toEqual(upTo(rows));
    expect(inOrder.validation).toHaveLength(kept);
    const { training, validation } = splitRows(rows, share, true, 1);
    expect(validation).toHaveLength(kept);
    expect(sorted([...training, ...validation])).toEqual(upTo(rows));
    expect([[...training], [...validation]]).toEqual([sorted(training), sorted(validation)]);
  });

  it('are drawn by the seed', () => {
    const drawn = (seed: number) => [...splitRows(1000, 0.2, true, seed).validation];
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    expect(drawn(1).filter((row) => row < 500).length).toBeGreaterThan(60);
    expect(drawn(1).filter((row) => row >= 500).length).toBeGreaterThan(60);
  });
});

describe('the order of an epoch', () => {
  const rows = Uint32Array.from({ length: 1000 }, (_, row) => 3 * row);

  it.each([null, 1, 7, 300, 2000])('has each row once, whatever the block: %s', (block) => {
    const order = shuffledRows(rows, 1, 0, block);
    expect(sorted(order)).toEqual([...rows]);
    expect(order).not.toEqual(rows);
    expect(order).toEqual(shuffledRows(rows, 1, 0, block));
    expect(order).not.toEqual(shuffledRows(rows, 1, 1, block));
    expect(order).not.toEqual(shuffledRows(rows, 2, 0, block));
  });

  it('reads as many blocks together as memory holds, and mixes their rows', () => {
    const block = 7;
    const order = [...shuffledRows(rows, 1, 0, block)].map((row) => row / 3);
    const blockOf = (row: number) => Math.floor(row / block);
    const places = upTo(Math.ceil(1000 / block)).map((each) =>
      order.flatMap((row, at) => (blockOf(row) === each ? [at] : [])),
    );
    for (const at of places) {
      expect(Math.max(...at) - Math.min(...at)).toBeLessThan(BLOCKS_TOGETHER * block);
    }
    expect(places.filter((at) => Math.max(...at) - Math.min(...at) >= block).length).toBeGreaterThan(100);
  });
});
