import { expect, test } from 'vitest';
import { RunList } from '../../../src/runs/runList.js';
import type { Run } from '../../../src/runs/types.js';
import { newRun, TRAINS } from './newRun.js';

test('Runs are listed newest first, one that is added late too, and each is told of once', () => {
  const list = new RunList((error) => expect.unreachable(String(error)));
  const told: string[] = [];
  list.onDidAdd(({ id }) => told.push(`+${id}`));
  list.onDidRemove(({ id }) => told.push(`-${id}`));
  const [a, b, c, d] = (
    [
      ['a', 5],
      ['b', 9],
      ['c', 1],
      ['d', 5],
    ] as const
  ).map(([id, startedAt]) => {
    const run = newRun(TRAINS, { id, startedAt });
    list.insert(run);
    return run;
  });
  const ids = (runs: readonly Run[]) => runs.map(({ id }) => id).join('');
  expect([ids(list.all), list.find('a') === a, list.find('x')]).toEqual(['bdac', true, undefined]);
  const changes: string[] = [];
  d?.onDidChange(({ kind }) => changes.push(kind));
  if (d) list.remove(d);
  d?.keepModel('/model');
  expect([ids(list.all), list.find('d'), changes, told]).toEqual([
    'bac',
    undefined,
    [],
    ['+a', '+b', '+c', '+d', '-d'],
  ]);
  list.dispose();
  if (b && c) list.remove(c);
  expect([ids(list.all), told.length]).toEqual(['ba', 5]);
});
