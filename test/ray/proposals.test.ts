import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { pythonOfTests } from './python.js';

interface Proposed {
  readonly rate: number;
  readonly units: number;
  readonly activation: string;
}

it('has Optuna come closer to what is good, the same each time, and propose each combination of lists once', async () => {
  const { stdout } = await promisify(execFile)(await pythonOfTests(), [
    '-B',
    join(import.meta.dirname, 'proposals.py'),
  ]);
  const { near, again, lists } = JSON.parse(stdout) as Record<'near' | 'again' | 'lists', readonly Proposed[]>;
  for (const { rate, units } of near) {
    expect(rate).toBe(Number(rate.toPrecision(3)));
    expect(rate >= 1e-4 && rate <= 1e-1 && Number.isInteger(units) && units >= 1 && units <= 64).toBe(true);
  }
  const farness = (trials: readonly Proposed[]) =>
    trials.reduce((sum, { rate }) => sum + Math.abs(Math.log10(rate) + 3), 0) / trials.length;
  expect(farness(near.slice(-10))).toBeLessThan(farness(near.slice(0, 10)));
  expect(near.slice(-10).filter(({ activation }) => activation === 'relu').length).toBeGreaterThan(7);
  expect(again).toEqual(near.slice(0, again.length));
  expect(new Set(lists.map((values) => JSON.stringify(values))).size).toBe(6);
});
