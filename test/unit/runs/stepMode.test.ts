import { describe, expect, it } from 'vitest';
import { stepModeLog } from '../../../src/runs/live/stepModeText.js';

describe('the log of step modes', () => {
  it('has a line for each change, with the batch counted from 1 and the reason', () => {
    const lines: string[] = [];
    const tell = stepModeLog((line) => lines.push(line));
    tell({ fit: 1, step: 5, mode: 'compiled', reason: null });
    tell({ fit: 1, step: 99, mode: 'eager', reason: 'custom layer Foo reads values' });
    expect(lines).toEqual([
      'fit 1 from batch 6 on compiled',
      'fit 1 from batch 100 on eager: custom layer Foo reads values',
    ]);
  });

  it('ends, for each fit, where changes do not', () => {
    const lines: string[] = [];
    const tell = stepModeLog((line) => lines.push(line));
    for (let step = 0; step < 1000; step++) tell({ fit: 1, step, mode: 'compiled', reason: null });
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toContain('further changes of this fit are not logged');
    tell({ fit: 2, step: 0, mode: 'compiled', reason: null });
    expect(lines).toHaveLength(21);
  });
});
