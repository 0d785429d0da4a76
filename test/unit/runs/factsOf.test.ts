import { expect, test } from 'vitest';
import { factsOf } from '../../../src/runs/export/factsOf.js';
import type { RunState } from '../../../src/runs/types.js';
import { newRun, TRAINS } from './newRun.js';

test('A report has what a run is known by, and leaves out what is not known', () => {
  const best = { name: 'val_acc', value: 0.975, fit: 1, epoch: 2 };
  const ended: RunState = {
    kind: 'ended',
    outcome: 'failed',
    exitCode: 1,
    message: 'It broke.',
    verdict: null,
    endedAt: 12_001,
  };
  const run = newRun(ended, { best });
  run.mark({ pinned: false, name: 'wide', note: 'first try' });
  expect(factsOf(run, 'line 3: 8 to 9')).toEqual({
    title: 'wide · net.js',
    result: 'Failed · best val_acc 0.975',
    facts: [
      ['File', '/w/net.js'],
      ['Started', '1970-01-01 00:00:00 UTC'],
      ['Took', '12 s'],
      ['Best value', 'val_acc 0.975 in epoch 3'],
      ['Since the last run of this model', 'line 3: 8 to 9'],
      ['Backend', 'wasm 4.22.0'],
      ['Seed', 'none'],
      ['Run', 'run'],
    ],
    note: 'first try',
    findings: [],
    problems: ['It broke.'],
  });
  const last = newRun(ended, { best: { ...best, name: 'loss' } });
  expect(factsOf(last, null).facts).toContainEqual(['Last value', 'loss 0.975 in epoch 3']);
  const going = factsOf(newRun(TRAINS), null);
  expect([going.title, going.result, going.note]).toEqual(['net.js', 'still running', null]);
  expect(going.facts.map(([label]) => label)).toEqual(['File', 'Started', 'Backend', 'Seed', 'Run']);
});
