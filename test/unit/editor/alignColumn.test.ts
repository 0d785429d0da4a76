import { describe, expect, it } from 'vitest';
import { columnsOf, gapsFor } from '../../../src/editor/gradients/alignColumn.js';

describe('gapsFor', () => {
  it('brings what follows lines of different width into one column', () => {
    const widths = [20, 32, 25];
    expect(widths.map((width, index) => width + (gapsFor(widths)[index] ?? 0))).toEqual([35, 35, 35]);
  });

  it('is not pushed out by one very long line, nor made negative', () => {
    expect(gapsFor([10, 10, 300])).toEqual([3, 3, 3]);
    expect(gapsFor([])).toEqual([]);
  });
});

describe('columnsOf', () => {
  it('brings tabs to their stops', () => {
    expect(columnsOf('\ta\tb', 4)).toBe(9);
    expect(columnsOf('ab', 4)).toBe(2);
  });
});
