import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DashboardSession } from '../../../src/dashboard/session.js';
import type { Cause } from '../../../src/diagnosis/run/causes.js';
import { Emitter } from '../../../src/lifecycle/emitter.js';
import type { ToPage } from '../../../src/protocol/dashboard/messages.js';
import type { Look } from '../../../src/protocol/dashboard/parts.js';
import type { SourceLocation } from '../../../src/protocol/fit.js';
import { placeText } from '../../../src/runs/placeText.js';
import { RunPositions } from '../../../src/runs/positions.js';
import type { Run } from '../../../src/runs/types.js';
import { Sweeps } from '../../../src/sweep/sweeps.js';
import { Tries } from '../../../src/trials/tries.js';
import { FILE, SyntheticFit, SyntheticRun, trainVanishing } from '../../webview/support/syntheticRun.js';
import { SyntheticRuns } from '../../webview/support/syntheticRuns.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function training(id = 'a'): { run: SyntheticRun; fit: SyntheticFit } {
  const run = new SyntheticRun(id);
  const fit = new SyntheticFit();
  run.fits = [fit];
  trainVanishing(fit, 10);
  return { run, fit };
}

const look = (width: number, zoom: Look['zoom'] = null): Look => ({ width, zoom, openLayers: [] });

const DIVERGES: Cause = {
  rule: 'divergence',
  category: 'learning-rate',
  severity: 'error',
  message: 'The loss diverges.',
  why: 'Updates overshoot.',
  help: 'Lower the learning rate.',
  layer: null,
  since: null,
  evidence: {},
  lesson: ['', ''],
  follows: [],
};

/** Of the main track. */
const partsOf = (message: ToPage | undefined) => message?.tracks[0]?.parts ?? expect.fail('It has a track');

function start(...all: Run[]) {
  const runs = new SyntheticRuns(...all);
  const positions = new RunPositions();
  const placesChange = new Emitter<void>();
  const places = { textOf: (_: Run, location: SourceLocation) => placeText(location), onDidChange: placesChange.event };
  const sent: ToPage[] = [];
  const asked: string[] = [];
  let arrive: ((message: ToPage) => PromiseLike<unknown>) | undefined;
  const session = new DashboardSession({
    runs,
    tries: new Tries(),
    positions,
    depth: { current: null, version: null, onDidChange: () => ({ dispose() {} }) },
    kept: { current: null, version: null, onDidChange: () => ({ dispose() {} }) },
    sweeps: new Sweeps(),
    places,
    folders: () => [],
    post: (message) => {
      sent.push(message);
      return arrive?.(message) ?? Promise.resolve(true);
    },
    reveal: ({ section }) => asked.push(`show ${section}`),
    warn: (message) => asked.push(`warning: ${message}`),
    actions: {
      revealLayer: ({ file, line }) => asked.push(`reveal ${file}:${line}`),
      fixFinding: (run, _, { rule }) => asked.push(`fix ${run.id} ${rule}`),
      tryFinding: (run, _, { rule }) => asked.push(`try ${run.id} ${rule}`),
      tryIt: (action) => asked.push(`${action} what is tried`),
      askDepth: (question, anew) => asked.push(`${anew ? 'ask anew' : 'ask'} ${question.lesson}`),
      fixDepth: (fix) => asked.push(`make edit ${fix}`),
      stopDepth: () => asked.push('stop the lesson'),
      askModel: (run) => asked.push(`ask ${run.id}`),
      closeDepth: () => asked.push('close the lesson'),
      sweep: (action) => asked.push(`${action} the sweep`),
      sweptTrial: (action, trial) => asked.push(`${action} training ${trial}`),
      runAgain: (run) => asked.push(`again ${run.id}`),
      useEpochs: (run, epochs) => asked.push(`${epochs} epochs of ${run.id}`),
      openExamples: () => asked.push('examples'),
      installTfjsNode: () => asked.push('install'),
      saveModel: (run) => asked.push(`save ${run.id}`),
      showLog: () => asked.push('show log'),
      savePicture: (run) => asked.push(`picture of ${run.id}`),
      saveSeries: (run) => asked.push(`series of ${run.id}`),
      deleteRun: (run) => asked.push(`delete ${run.id}`),
    },
  });
  const holdBack = (): (() => void) => {
    let release = (): void => undefined;
    arrive = () =>
      new Promise<void>((resolve) => {
        release = resolve;
      });
    return () => {
      arrive = undefined;
      release();
    };
  };
  /** As when a notebook has been read. */
  const knowPlaces = (text: string) => {
    places.textOf = () => text;
    placesChange.fire();
  };
  return { runs, positions, sent, asked, session, holdBack, knowPlaces, pass: () => vi.advanceTimersByTimeAsync(100) };
}

test('Nothing is sent before the page is ready; then a snapshot of all there is', async () => {
  const { run, fit } = training();
  const { session, sent, pass } = start(run);
  run.change();
  await pass();
  expect(sent).toEqual([]);
  session.receive({ type: 'ready', look: look(600) });
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ type: 'snapshot', page: { runs: [{ id: 'a' }] }, tracks: [{ key: 'a/1' }] });
  const parts = partsOf(sent[0]);
  expect(parts).toMatchObject({ run: { id: 'a' }, fit: { name: 'model' }, progress: { batches: 10 } });
  expect(parts.series?.map(({ key }) => key)).toEqual(['loss', 'time', 'metric:acc']);
  expect(parts.heat?.columns).toBe(fit.series.length);
});

test('An editor without runs gets a snapshot that says so', () => {
  const { session, sent } = start();
  session.receive({ type: 'ready', look: look(600) });
  expect(sent[0]).toEqual({ type: 'snapshot', generation: 1, page: { runs: [] }, tracks: [] });
});

test('However many records come, the page gets ten deltas a second, of the changed ends alone', async () => {
  const { run, fit } = training();
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  await pass();
  sent.length = 0;
  for (let count = 0; count < 100; count += 1) {
    trainVanishing(fit, 1);
    run.change();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(sent.length).toBeGreaterThanOrEqual(9);
  expect(sent.length).toBeLessThanOrEqual(10);
  for (const delta of sent) {
    expect(delta.type).toBe('delta');
    const parts = partsOf(delta);
    expect(parts.series?.[0]?.mean.length).toBeLessThanOrEqual(11);
    expect(parts).not.toHaveProperty('fit');
    expect(parts).not.toHaveProperty('run');
  }
});

test('A change that changes nothing that is shown sends nothing', async () => {
  const { run } = training();
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  await pass();
  sent.length = 0;
  run.change();
  await pass();
  expect(sent).toEqual([]);
});

test('A hidden page gets nothing; when it is back and ready it gets all of what it missed', async () => {
  const { run, fit } = training();
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  await pass();
  session.setVisible(false);
  sent.length = 0;
  trainVanishing(fit, 30);
  run.change();
  await pass();
  expect(sent).toEqual([]);
  session.setVisible(true);
  session.receive({ type: 'ready', look: look(600) });
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', tracks: [{ parts: { progress: { batches: 40 } } }] });
});

test('A slow page gets fewer deltas, not a queue of them', async () => {
  const { run, fit } = training();
  const { session, sent, pass, holdBack } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  await pass();
  sent.length = 0;
  const release = holdBack();
  for (let count = 0; count < 10; count += 1) {
    trainVanishing(fit, 1);
    run.change();
    await pass();
  }
  expect(sent).toHaveLength(1);
  release();
  await pass();
  expect(sent).toHaveLength(2);
  expect(sent[1]?.type).toBe('delta');
  expect(partsOf(sent[1]).series?.[0]?.mean.length).toBe(9);
});

test('A new run takes the stage when the shown one has ended, and only then', async () => {
  const first = training('first').run;
  const { runs, session, sent, pass } = start(first);
  session.receive({ type: 'ready', look: look(600) });
  runs.add(training('second').run);
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'delta', page: { runs: [{ id: 'second' }, { id: 'first' }] } });
  first.state = { kind: 'ended', outcome: 'completed', exitCode: 0, message: null, verdict: null, endedAt: 0 };
  runs.add(training('third').run);
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', tracks: [{ parts: { run: { id: 'third' } } }] });
});

test('The newest fit is followed until a person chooses one', async () => {
  const { run } = training();
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  run.fits = [...run.fits, new SyntheticFit({ fit: 2 })];
  run.change();
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', tracks: [{ key: 'a/2', parts: { fit: { fit: 2 } } }] });
  session.receive({ type: 'select', tracks: [{ run: 'a', fit: 1 }] });
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', tracks: [{ key: 'a/1', parts: { fit: { fit: 1 } } }] });
  run.fits = [...run.fits, new SyntheticFit({ fit: 3 })];
  run.change();
  await pass();
  expect(sent.at(-1)).toMatchObject({
    type: 'delta',
    tracks: [{ key: 'a/1', parts: { run: { fits: [{ fit: 1 }, { fit: 2 }, { fit: 3 }] } } }],
  });
});

test('A deleted run makes room for the next', async () => {
  const { runs, session, sent, pass } = start(training('a').run, training('b').run);
  session.receive({ type: 'ready', look: look(600) });
  await runs.delete('a');
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', tracks: [{ parts: { run: { id: 'b' } } }] });
});

test('Two tracks are fed side by side, zoom and places included, whichever of their runs changes', async () => {
  const [first, second] = [training('a'), training('b')];
  trainVanishing(first.fit, 2990);
  const { runs, session, sent, asked, pass } = start(first.run, second.run);
  session.receive({ type: 'ready', look: look(300) });
  session.receive({
    type: 'select',
    tracks: [
      { run: 'b', fit: null },
      { run: 'a', fit: 1 },
    ],
  });
  expect(sent.at(-1)).toMatchObject({
    type: 'snapshot',
    tracks: [
      { key: 'b/1', parts: { run: { id: 'b' }, progress: { batches: 10 } } },
      { key: 'a/1', parts: { run: { id: 'a' }, progress: { batches: 3000 } } },
    ],
  });
  await pass();
  trainVanishing(second.fit, 5);
  second.run.change();
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'delta', tracks: [{ key: 'b/1', parts: { progress: { batches: 15 } } }] });
  session.receive({ type: 'look', look: look(300, { from: 4, to: 8 }) });
  const zoomed = sent.at(-1)?.tracks.map(({ key, parts }) => [key, parts.zoomDetail?.series[0]?.mean.length]);
  expect(zoomed).toEqual([
    ['b/1', 4],
    ['a/1', 4],
  ]);
  session.receive({ type: 'revealLayer', track: 'a/1', layer: 0 });
  expect(asked).toEqual([`reveal ${FILE}:10`]);
  await pass();
  await runs.delete('b');
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', tracks: [{ key: 'a/1' }] });
});

test('A run whose records are on disk is read back when it is shown', () => {
  const { run } = training();
  run.loaded = false;
  const { session } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  expect(run.calls).toEqual(['load']);
});

test('A place is told anew once more is known of it, though nothing of its run has changed', async () => {
  const { run } = training();
  const location = { file: FILE, line: 3, column: 1 };
  run.problems.push({ kind: 'user-code', severity: 'error', message: 'No.', location, stack: null });
  const { session, sent, knowPlaces, pass } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  expect(partsOf(sent[0]).run?.problems).toMatchObject([{ place: 'train.js:3' }]);
  knowPlaces('sine.ipynb, cell 3, line 4');
  await pass();
  expect(partsOf(sent[1]).run?.problems).toMatchObject([{ place: 'sine.ipynb, cell 3, line 4' }]);
});

test('Clicks reach the run and the editor; a place is named by number, never by path', () => {
  const { run } = training();
  run.problems.push({
    kind: 'user-code',
    severity: 'error',
    message: 'No.',
    location: { file: FILE, line: 3, column: 1 },
    stack: null,
  });
  const { session, asked } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  session.receive({ type: 'control', run: 'a', action: 'pause' });
  session.receive({ type: 'control', run: 'a', action: 'resume' });
  session.receive({ type: 'control', run: 'a', action: 'stop' });
  session.receive({ type: 'control', run: 'gone', action: 'stop' });
  session.receive({ type: 'control', run: 'a', action: 'runAgain' });
  session.receive({ type: 'control', run: 'a', action: 'delete' });
  session.receive({ type: 'installTfjsNode' });
  session.receive({ type: 'revealLayer', track: 'a/1', layer: 1 });
  session.receive({ type: 'revealLayer', track: 'a/1', layer: 99 });
  session.receive({ type: 'revealLayer', track: 'b/1', layer: 1 });
  session.receive({ type: 'revealProblem', run: 'a', problem: 0 });
  session.receive({ type: 'revealProblem', run: 'b', problem: 0 });
  session.receive({ type: 'fixFinding', track: 'a/1', rule: 'divergence', layer: null });
  expect(run.calls).toEqual(['pause', 'resume', 'stop']);
  expect(asked).toEqual(['again a', 'delete a', 'install', `reveal ${FILE}:11`, `reveal ${FILE}:3`]);
});

test('A finding is fixed if the run that is shown has it', () => {
  const { run, fit } = training();
  const verdict = { kind: 'diverges', text: 'Diverges' } as const;
  run.judgement = { verdict, fits: [{ fit, isFinal: false, verdict, findings: [DIVERGES] }] };
  const { session, asked } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  session.receive({ type: 'fixFinding', track: 'a/1', rule: 'divergence', layer: null });
  session.receive({ type: 'fixFinding', track: 'a/1', rule: 'divergence', layer: 1 });
  session.receive({ type: 'fixFinding', track: 'b/1', rule: 'divergence', layer: null });
  session.receive({ type: 'fixFinding', track: 'a/1', rule: 'over-fitting', layer: null });
  expect(asked).toEqual(['fix a divergence']);
});

test('A zoomed stretch is answered in more detail than the overview', async () => {
  const { run, fit } = training();
  trainVanishing(fit, 2990);
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', look: look(300) });
  session.receive({ type: 'look', look: look(300, { from: 100, to: 200 }) });
  await pass();
  const { zoomDetail } = partsOf(sent.at(-1));
  expect(zoomDetail?.zoom).toEqual({ from: 100, to: 200 });
  expect(zoomDetail?.series[0]).toMatchObject({ key: 'loss', size: 1, from: 100 });
  expect(zoomDetail?.heat).toMatchObject({ size: 1, from: 100, columns: 100 });
  expect(run.calls).toEqual([]);
  session.receive({ type: 'look', look: look(300, { from: 9000, to: 9001 }) });
  await pass();
  expect(partsOf(sent.at(-1)).zoomDetail).toEqual({ zoom: { from: 9000, to: 9001 }, series: [], heat: null });
});

test('What memory holds too coarsely is read from the file, and only the last zoom is answered', async () => {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ metrics: [] }, { maxBytes: 1 });
  run.fits = [fit];
  trainVanishing(fit, 20_000);
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', look: look(300) });
  session.receive({ type: 'look', look: look(300, { from: 5, to: 9 }) });
  session.receive({ type: 'look', look: look(300, { from: 10, to: 14 }) });
  await pass();
  const details = sent.flatMap((message) => message.tracks.flatMap(({ parts }) => parts.zoomDetail ?? []));
  expect(details.map(({ zoom }) => zoom.from)).toEqual([10, 10]);
  expect(details[0]?.series[0]?.size).toBeGreaterThan(1);
  expect(details[1]?.series[0]).toMatchObject({ size: 1, from: 10 });
  expect(run.calls).toContain('detail 1 loss 10-14 in 300');
});

test('Nothing is left running when the session is disposed', () => {
  const { run } = training();
  const { session } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  run.change();
  expect(vi.getTimerCount()).toBe(1);
  session.dispose();
  run.change();
  expect(vi.getTimerCount()).toBe(0);
});

test('Behind a run are the curves of the last run of its model, read back once, unless more runs are chosen', async () => {
  const before = new SyntheticRun('before', {}, 1);
  const last = new SyntheticRun('last', {}, 2);
  const present = new SyntheticRun('present', {}, 3);
  last.loaded = false;
  for (const run of [before, last]) {
    run.fits = [new SyntheticFit(), new SyntheticFit({ fit: 2 })];
    for (const fit of run.fits) trainVanishing(fit, 60);
    run.state = { kind: 'ended', outcome: 'completed', exitCode: 0, message: null, verdict: null, endedAt: 4 };
  }
  present.fits = [new SyntheticFit()];
  const { session, sent, pass } = start(present, last, before);
  session.receive({ type: 'ready', look: look(600) });
  const keys = () => sent.at(-1)?.tracks.map(({ key, role }) => [key, role]);
  expect(keys()).toEqual([
    ['present/1', undefined],
    ['last/1', 'behind'],
  ]);
  expect(Object.keys(sent[0]?.tracks[1]?.parts ?? {})).toEqual(['run', 'fit', 'progress', 'series', 'epochs', 'heat']);
  await pass();
  last.loaded = true;
  present.fits = [new SyntheticFit({ fit: 3 })];
  present.change();
  await pass();
  expect(keys()).toEqual([
    ['present/3', undefined],
    ['last/2', 'behind'],
  ]);
  expect(last.calls).toEqual(['load']);
  const chosen = ['present', 'before'].map((run) => ({ run, fit: null }));
  session.receive({ type: 'select', tracks: chosen });
  expect(keys()).toEqual([
    ['present/3', undefined],
    ['before/2', 'compared'],
  ]);
  session.receive({ type: 'select', tracks: chosen.slice(1) });
  expect(keys()).toEqual([['before/2', undefined]]);
});

test('A page that scrubs moves the run for the whole editor, and its layers to that batch until it is the last one again', async () => {
  const { run, fit } = training();
  const { session, sent, positions, pass } = start(run);
  session.receive({ type: 'ready', look: look(600) });
  await pass();
  const now = partsOf(sent[0]).latest;
  session.receive({ type: 'scrub', track: 'a/1', step: 3 });
  expect(positions.of(run)).toEqual({ fit: 1, step: 3 });
  await pass();
  const past = partsOf(sent.at(-1));
  expect(past.position).toEqual({ batch: { step: 3, first: 3, last: 3, epoch: 0 } });
  expect(past.latest?.values[0]).toBe(fit.series.read('loss', 3, 4, 1).mean[0]);

  trainVanishing(fit, 5);
  run.change();
  await pass();
  expect(partsOf(sent.at(-1)).progress?.batches).toBe(15);
  expect(partsOf(sent.at(-1)).latest).toBeUndefined();

  session.receive({ type: 'scrub', track: 'a/1', step: 14 });
  expect(positions.of(run)).toBeNull();
  await pass();
  expect(partsOf(sent.at(-1))).toMatchObject({ position: { batch: null } });
  expect(partsOf(sent.at(-1)).latest?.values).not.toEqual(now?.values);
});

test('Runs that are compared stay drawn where memory gives them up, and beside a run that starts', async () => {
  const runs = ['main', 'one', 'two'].map((id, index) => new SyntheticRun(id, {}, 3 - index));
  const [main, one] = runs as [SyntheticRun, SyntheticRun, SyntheticRun];
  for (const run of runs) {
    run.fits = [new SyntheticFit()];
    for (const fit of run.fits) trainVanishing(fit, 60);
    run.state = { kind: 'ended', outcome: 'completed', exitCode: 0, message: null, verdict: null, endedAt: 4 };
  }
  const { session, sent, pass, runs: list } = start(...runs);
  session.receive({ type: 'ready', look: look(600) });
  session.compare(runs);
  await pass();
  const shown = () => sent.findLast(({ type }) => type === 'snapshot');
  const roles = () => shown()?.tracks.map(({ key, role }) => [key, role]);
  expect(roles()).toEqual([
    ['main/1', undefined],
    ['one/1', 'compared'],
    ['two/1', 'compared'],
  ]);
  const { comparison } = shown()?.page ?? {};
  expect(comparison?.runs.map(({ id }) => id)).toEqual(['main', 'one', 'two']);
  expect(comparison?.columns.find(({ name }) => name === 'finalLoss')?.cells.map(({ rank }) => rank)).toEqual([
    0, 0, 0,
  ]);
  const [, before] = shown()?.tracks ?? [];
  one.loaded = false;
  one.fits = [Object.assign(one.fits[0] ?? new SyntheticFit(), { series: new SyntheticFit().series })];
  one.change();
  session.receive({ type: 'ready', look: look(600) });
  await pass();
  expect(shown()?.tracks[1]?.parts.series).toEqual(before?.parts.series);
  expect(one.calls).toEqual([]);
  const next = new SyntheticRun('next', {}, 9);
  main.change();
  list.add(next);
  await pass();
  expect(roles()?.map(([key]) => key)).toEqual(['next/', 'main/1', 'one/1', 'two/1']);
});

test('Runs that are all in memory get a turn of the host each where looking at them takes long', async () => {
  const runs = ['main', 'one', 'two', 'three'].map((id, index) => new SyntheticRun(id, {}, 9 - index));
  for (const run of runs) {
    run.fits = [new SyntheticFit()];
    for (const fit of run.fits) trainVanishing(fit, 60);
    run.state = { kind: 'ended', outcome: 'completed', exitCode: 0, message: null, verdict: null, endedAt: 4 };
  }
  const { session, sent, pass } = start(...runs);
  const slow = vi.spyOn(performance, 'now');
  let time = 0;
  slow.mockImplementation(() => {
    time += 20;
    return time;
  });
  session.receive({ type: 'ready', look: look(600) });
  session.compare(runs);
  const drawn = () => sent.at(-1)?.tracks.map(({ parts }) => Boolean(parts.series));
  expect(drawn()).toEqual([true, true, false, false]);
  expect(sent.at(-1)?.tracks[3]?.parts.fit?.name).toBe('model');
  await pass();
  await pass();
  slow.mockRestore();
  expect(drawn()).toEqual([true, true, true, true]);
  expect(runs.flatMap(({ calls }) => calls)).toEqual([]);
});
