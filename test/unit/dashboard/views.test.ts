import { expect, test } from 'vitest';
import { describeState } from '../../../src/dashboard/view/describeState.js';
import { fitView, progress } from '../../../src/dashboard/view/fitView.js';
import { toneOf } from '../../../src/dashboard/view/judgementView.js';
import { latestView } from '../../../src/dashboard/view/layerMeasurements.js';
import { runItem, runView } from '../../../src/dashboard/view/runView.js';
import { FIGURES, figureIndex } from '../../../src/protocol/statistics.js';
import type { Verdict } from '../../../src/protocol/verdict.js';
import { primaryVariables } from '../../../src/runs/layerFigures.js';
import { placeText } from '../../../src/runs/placeText.js';
import type { Run, RunEndOutcome, RunState } from '../../../src/runs/types.js';
import { denseLayers, FILE, SyntheticFit, SyntheticRun, trainVanishing } from '../../webview/support/syntheticRun.js';

const ended = (outcome: RunEndOutcome, message: string | null = null, verdict: Verdict | null = null): RunState => ({
  kind: 'ended',
  outcome,
  exitCode: 0,
  message,
  verdict,
  endedAt: 0,
});

test('Each state has words of its own', () => {
  const states: RunState[] = [
    { kind: 'starting' },
    ...(['loading', 'training', 'paused', 'between-fits', 'held-open'] as const).map(
      (phase): RunState => ({ kind: 'active', phase }),
    ),
    { kind: 'stopping', since: 0, seen: false },
    ...(['completed', 'stopped', 'failed', 'killed', 'nothing-trained', 'interrupted'] as const).map((outcome) =>
      ended(outcome),
    ),
  ];
  const words = states.map((state) => describeState({ state, fits: [], problems: [] }).status);
  expect(new Set(words).size).toBe(states.length);
});

test('A run that did not learn is not shown as completed', () => {
  const describe = (outcome: RunEndOutcome, verdict: Verdict) =>
    describeState({ state: ended(outcome, null, verdict), fits: [], problems: [] });
  const well = { kind: 'learns-well', text: 'Learns well: val_loss 0.08' } as const;
  expect(describe('completed', well)).toEqual({ tone: 'good', status: 'Completed', detail: null });
  const nothing = { kind: 'learns-nothing', text: 'Learns nothing: accuracy 0.31 is chance (0.33)' } as const;
  expect(describe('completed', nothing)).toEqual({
    tone: 'error',
    status: 'Learned nothing',
    detail: null,
  });
  for (const kind of ['not-a-number', 'diverges', 'over-fits', 'under-fits'] as const) {
    expect(describe('completed', { kind, text: kind }).tone).not.toBe('good');
  }
  expect(describe('completed', { kind: 'undecided', text: 'Undecided: random data' }).tone).toBe('good');
  expect(describe('completed', { ...well, severity: 'warning' })).toMatchObject({ tone: 'warning' });
  expect([toneOf(well), toneOf({ ...well, severity: 'warning' }), toneOf(nothing)]).toEqual([
    'good',
    'warning',
    'error',
  ]);
  expect(describe('stopped', nothing)).toMatchObject({ tone: 'neutral', status: 'Stopped' });
});

test('The list of runs says name and result as every list does, and how a run stands that goes on', () => {
  const run = new SyntheticRun('a');
  expect(runItem(run)).toMatchObject({ id: 'a', status: describeState(run).status });
  const well = { kind: 'learns-well', text: 'Learns well: val_loss 0.08' } as const;
  const over = {
    ...run,
    request: run.request,
    marks: { pinned: false, name: 'wide', note: null },
    state: ended('completed', null, well),
  };
  expect(runItem(over as unknown as Run)).toMatchObject({ name: 'wide', status: 'Learns well: val_loss 0.08' });
});

test('An interrupted run says at which epoch it was', () => {
  const fit = new SyntheticFit();
  trainVanishing(fit, 120);
  const { status, detail } = describeState({ state: ended('interrupted'), fits: [fit], problems: [] });
  expect(status).toBe('Interrupted');
  expect(detail).toContain('at epoch 3, batch 120');
});

test('A message that the list of problems shows is not said twice', () => {
  const problem = { kind: 'user-code', severity: 'error', message: 'No.', location: null, stack: null } as const;
  expect(describeState({ state: ended('failed', 'No.'), fits: [], problems: [problem] }).detail).toBeNull();
  expect(describeState({ state: ended('failed', 'No.'), fits: [], problems: [] }).detail).toBe('No.');
});

test('A run offers what its state allows', () => {
  const run = new SyntheticRun('a');
  const controls = (state: RunState) => {
    run.state = state;
    return runView(run, placeText).controls;
  };
  const none = { stop: null, pause: null, steps: [], pace: null, rollBack: null, saveModel: false };
  const live = { ...none, stop: 'stop', steps: ['batch', 'epoch'] };
  expect(controls({ kind: 'starting' })).toEqual(live);
  expect(controls({ kind: 'active', phase: 'training' })).toEqual({ ...live, pause: 'pause' });
  run.pace = 5;
  run.fits = [new SyntheticFit({ kind: 'steps', epochs: null })];
  expect(controls({ kind: 'active', phase: 'paused' })).toEqual({
    ...live,
    steps: ['batch'],
    pace: 5,
    pause: 'resume',
  });
  expect(controls({ kind: 'stopping', since: 0, seen: true })).toEqual({ ...none, stop: 'kill' });
  expect(controls(ended('completed'))).toEqual(none);
  run.keptModel = '/runs/a/model';
  expect(controls(ended('completed'))).toEqual({ ...none, saveModel: true });
});

test.each<[kept: number | null, words: string | null, detail: RegExp]>([
  [null, null, /No weights from before are kept/],
  [0, 'the weights that the fit began with', /goes on from the weights that the fit began with/],
  [37, 'the weights of batch 37', /goes on from the weights of batch 37/],
])('A run that is held at its NaN names what it can go back to: %j', (kept, words, detail) => {
  const run = new SyntheticRun('a');
  run.state = { kind: 'active', phase: 'broken' };
  const broke = { fit: 1, step: 37, isInfinite: false, first: 'loss', layer: null, kept } as const;
  const problem = { kind: 'not-a-number', severity: 'warning', message: 'NaN', location: null, stack: null } as const;
  run.problems.push({ ...problem, broke });
  const view = runView(run, placeText);
  expect(view.controls).toEqual({
    ...{ stop: 'stop', pause: 'continue', rollBack: words },
    ...{ steps: [], pace: null, saveModel: false },
  });
  expect(view).toMatchObject({ tone: 'error', status: 'Held at NaN', detail: expect.stringMatching(detail) });
  run.problems.push({ ...problem, broke: { ...broke, isInfinite: true } });
  expect(runView(run, placeText).status).toBe('Held at infinity');
});

test('A run names its backend and whose it is', () => {
  expect(runView(new SyntheticRun('a'), placeText).backend).toMatchObject({
    label: "tfjs-node 4.22.0 · your project's",
    embedded: false,
  });
  const wasm = { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '' } as const;
  expect(runView(new SyntheticRun('b', { backend: wasm }), placeText).backend).toMatchObject({
    label: 'Embedded WASM 4.22.0',
    embedded: true,
  });
  const gpu = { kind: 'tfjs-node', package: 'tfjs-node-gpu', version: '3.21.1', origin: 'project', path: '' } as const;
  expect(runView(new SyntheticRun('c', { backend: gpu }), placeText).backend.label).toBe(
    "tfjs-node-gpu 3.21.1 · your project's",
  );
});

test('A run with a seed says so, and what it is good for', () => {
  const { backend } = runView(new SyntheticRun('a', { seed: 0 }), placeText);
  expect(backend.label).toBe("tfjs-node 4.22.0 · your project's · seed 0");
  expect(backend.title).toContain('Run with the seed 0 to repeat this run.');
});

test('Problems and fits carry what tells them apart', () => {
  const run = new SyntheticRun('a');
  const location = { file: FILE, line: 12, column: 1 };
  run.problems.push({ kind: 'user-code', severity: 'error', message: 'No.', location, stack: 'secret' });
  run.fits = [new SyntheticFit({ fit: 1, name: 'generator' }), new SyntheticFit({ fit: 2, name: 'critic' })];
  const view = runView(run, placeText);
  expect(view.problems).toEqual([
    { fixable: false, lesson: null, severity: 'error', message: 'No.', place: 'train.js:12' },
  ]);
  expect(view.fits.map((fit) => fit.label)).toEqual(['Fit 1 · generator', 'Fit 2 · critic']);
});

test('A layer is stood for by its kernel, else by its first recorded weight; others say why there is none', () => {
  const [flatten, dense, frozen, norm] = [...denseLayers(3, true)];
  if (!flatten || !dense || !frozen || !norm) expect.fail();
  const variable = (weight: string, layer: number) => ({ name: weight, weight, layer, shape: [1] });
  const summary = new SyntheticFit({
    layers: [flatten, dense, { ...frozen, trainable: false }, norm],
    variables: [variable('bias', 1), variable('kernel', 1), variable('gamma', 3)],
  }).summary;
  expect(primaryVariables(summary)).toEqual([null, 1, null, 2]);
  expect(fitView(summary).layers.map(({ weight, noGradient }) => weight ?? noGradient)).toEqual([
    'no weights',
    'kernel',
    'frozen',
    'gamma',
  ]);
  expect(fitView({ ...summary, learningRate: Number.NaN }).learningRate).toBe('NaN');
  expect(fitView(summary).layers[0]?.outputShape).toBe('? × 784');
});

test('The last batch gives all figures of a layer, NaN where there is no gradient', () => {
  const fit = new SyntheticFit({ layers: denseLayers(1, true) });
  fit.train({ loss: 0.5, metrics: [0.9], norm: () => 2 });
  const view = latestView(fit);
  if (!view) expect.fail();
  const { values, layers, summary } = view;
  expect(values).toEqual(Float32Array.of(0.5, 0.9));
  for (const { name } of FIGURES) expect(layers[figureIndex(0, name)], name).toBeNaN();
  const figures = (['gradNorm', 'updateRatio', 'gradZeros'] as const).map((name) => layers[figureIndex(1, name)]);
  expect(figures).toEqual([2, expect.closeTo(2 / 50 / 5), 0.125]);
  expect(summary).toBe('The gradient norm of layer 2 (Dense, sigmoid) is 2.00.');
  expect(layers).toHaveLength(2 * FIGURES.length);
});

test('A layer is marked as the editor marks it, where its gradient needs a look', () => {
  const fit = new SyntheticFit({ layers: denseLayers(5, true) });
  fit.train({ loss: 1, norm: (layer) => [0, 1e-9, Number.NaN, 0, 1, 1][layer] ?? 1 });
  expect(latestView(fit)?.signs).toEqual([
    null,
    { sign: '▼', words: 'vanishing', tone: 'vanishing' },
    { sign: '×', words: 'not a number', tone: 'exploding' },
    { sign: '○', words: 'no gradient', tone: 'vanishing' },
    null,
    null,
  ]);
});

test('Progress counts epochs and the batch of the epoch, and knows its end only where the fit does', () => {
  const fit = new SyntheticFit({ epochs: 4, batchesPerEpoch: 50 });
  trainVanishing(fit, 120);
  expect(progress(fit)).toMatchObject({ epoch: 3, totalEpochs: 4, batches: 120, batch: 20, fraction: 0.6 });
  const loop = new SyntheticFit({ epochs: null, batchesPerEpoch: null });
  loop.train({ loss: 1, norm: () => 1 });
  expect(progress(loop)).toMatchObject({ totalEpochs: null, batches: 1, batch: null, fraction: null });
  expect(progress(new SyntheticFit())).toMatchObject({ batches: 0, batch: null, fraction: 0 });
});

test('A fit that goes on from an earlier epoch counts from there', () => {
  const fit = new SyntheticFit({ epochs: 6, initialEpoch: 4, batchesPerEpoch: 10 });
  for (let batch = 0; batch < 15; batch += 1) fit.train({ loss: 1, norm: () => 1 });
  fit.latest = fit.latest && { ...fit.latest, epoch: 5 };
  expect(progress(fit)).toMatchObject({ totalEpochs: 2, batch: 5, fraction: 0.75 });
});

test('Progress says how steps are done', () => {
  const fit = new SyntheticFit();
  expect(progress(fit).stepMode).toBeNull();
  fit.stepMode = { fit: 1, step: 7, mode: 'eager', reason: 'custom layer Foo reads values' };
  expect(progress(fit).stepMode).toEqual({ mode: 'eager', reason: 'custom layer Foo reads values' });
});
