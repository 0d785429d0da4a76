import { describe, expect, it } from 'vitest';
import { placeOnLine } from '../../../src/editor/gradients/placeOnLine.js';

describe('placeOnLine', () => {
  it('is the end of a line that ends before the column, and the first character of a longer one', () => {
    expect(placeOnLine('  tf.layers.dense({', 4, 24)).toEqual({ side: 'end', character: 19 });
    expect(placeOnLine('  model.add(tf.layers.dense({ units: 10 }));', 4, 24)).toEqual({ side: 'start', character: 2 });
    expect(placeOnLine(`${'x'.repeat(23)}   `, 4, 24)).toEqual({ side: 'end', character: 26 });
    expect(placeOnLine('x'.repeat(24), 4, 24).side).toBe('start');
  });

  it('counts tabs as wide as they are shown', () => {
    expect(placeOnLine('\t\tDense(10),', 4, 24)).toEqual({ side: 'end', character: 12 });
    expect(placeOnLine('\t\tDense(10),', 8, 24)).toEqual({ side: 'start', character: 2 });
  });

  it('is the very start of a line whose code is indented out of view', () => {
    const deep = `${' '.repeat(30)}tf.layers.dense({ units: 10 }),`;
    expect(placeOnLine(deep, 4, 24)).toEqual({ side: 'start', character: 0 });
    expect(placeOnLine('\t'.repeat(8).concat('layers.Dense(10),'), 4, 24)).toEqual({ side: 'start', character: 0 });
  });

  it('keeps every line to one side where the setting says so', () => {
    expect(placeOnLine('Dense(10)', 4, 0).side).toBe('start');
    expect(placeOnLine('x'.repeat(500), 4, 1000).side).toBe('end');
  });
});
