import { expect, test } from 'vitest';
import { factsOf } from '../../../src/runs/export/factsOf.js';
import type { Run, RunState } from '../../../src/runs/types.js';
import { foundBy } from '../diagnosis/run/foundBy.js';
import { sampleFit } from '../runFiles/sampleFit.js';
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
    layerPlaces: [],
  });
  const last = newRun(ended, { best: { ...best, name: 'loss' } });
  expect(factsOf(last, null).facts).toContainEqual(['Last value', 'loss 0.975 in epoch 3']);
  const going = factsOf(newRun(TRAINS), null);
  expect([going.title, going.result, going.note]).toEqual(['net.js', 'still running', null]);
  expect(going.facts.map(([label]) => label)).toEqual(['File', 'Started', 'Backend', 'Seed', 'Run']);
});

test('A report says of a run of Python that the file was read', () => {
  const run = newRun(TRAINS);
  const request = { ...run.request, build: { recipe: { kind: 'keras' } } } as unknown as Run['request'];
  const { state, marks, best, fits, problems, id, startedAt, judgement } = run;
  const read = { request, state, marks, best, fits, problems, id, startedAt, judgement } as unknown as Run;
  expect(factsOf(read, null).facts).toContainEqual(['How', 'Read from Python; the file itself was not run']);
});

test('A report has each finding of each fit once, with where it stands, and each message once', () => {
  const run = newRun(TRAINS);
  const [first, second] = [sampleFit(1), { ...sampleFit(2), location: null, layers: [] }];
  const problem = { kind: 'model', severity: 'error', message: 'It broke.', location: null, stack: null } as const;
  run.addProblem(problem);
  run.addProblem({ ...problem, message: 'Another.' });
  run.addProblem(problem);
  const found = foundBy('dead-layer', { layer: 0 });
  const fits = [first, second].map((summary) => ({ fit: { summary }, findings: [{ ...found, follows: [] }] }));
  const judged = { judgement: { fits }, marks: run.marks, best: null, id: 'run', startedAt: 1, fits: [] };
  const { request, state, problems } = run;
  const facts = factsOf({ ...judged, request: { ...request, seed: 7 }, state, problems } as unknown as Run, null);
  const { severity, rule, message, why, help } = found;
  expect(facts.findings).toEqual([
    { fit: 1, severity, rule, message, why, help, place: 'train.js:3' },
    { fit: 2, severity, rule, message, why, help, place: null },
  ]);
  const shown = { ...judged, fits: [{ summary: sampleFit(1) }], request, state, problems } as unknown as Run;
  const inCell = factsOf(shown, null, ({ line }) => `sine.ipynb, cell 3, line ${line}`);
  expect(inCell.findings[0]?.place).toBe('sine.ipynb, cell 3, line 3');
  expect(inCell.layerPlaces).toEqual([{ fit: 1, places: ['sine.ipynb, cell 3, line 3'] }]);
  expect(factsOf(shown, null).layerPlaces).toEqual([{ fit: 1, places: ['train.js:3'] }]);
  expect(facts.problems).toEqual(['It broke.', 'Another.']);
  expect(facts.facts).toContainEqual(['Seed', '7']);
});
