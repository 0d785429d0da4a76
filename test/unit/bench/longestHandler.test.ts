import { describe, expect, it } from 'vitest';
import { longestHandler } from '../../../bench/soak/longestHandler.mjs';

const OURS = /ours\.js$/;
const node = (id: number, functionName: string, url = '', children: number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});

/** Samples a millisecond apart. */
const profile = (samples: number[]) => ({
  nodes: [
    node(1, '(root)', '', [2, 3, 4, 6]),
    node(2, '(idle)'),
    node(3, '(garbage collector)'),
    node(4, 'handler', 'file:///x/ours.js', [5]),
    node(5, 'push', 'node:internal'),
    node(6, 'other', 'file:///x/theirs.js'),
  ],
  samples,
  timeDeltas: samples.map(() => 1000),
});

describe('the longest handler', () => {
  it('counts what ours calls and the garbage collected in its midst, not idle time or others', () => {
    expect(longestHandler(profile([2, 4, 5, 3, 4, 2, 6, 6, 6, 6, 6, 6, 4, 2]), OURS)).toBe(4);
  });

  it('is zero where nothing of ours ran', () => {
    expect(longestHandler(profile([2, 3, 6, 3, 2]), OURS)).toBe(0);
  });
});
