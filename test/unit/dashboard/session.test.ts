import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DashboardSession } from '../../../src/dashboard/session.js';
import type { ToPage } from '../../../src/protocol/dashboard.js';
import type { Run } from '../../../src/runs/types.js';
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

function start(...all: Run[]) {
  const runs = new SyntheticRuns(...all);
  const sent: ToPage[] = [];
  const asked: string[] = [];
  let arrive: ((message: ToPage) => PromiseLike<unknown>) | undefined;
  const session = new DashboardSession({
    runs,
    post: (message) => {
      sent.push(message);
      return arrive?.(message) ?? Promise.resolve(true);
    },
    warn: (message) => asked.push(`warning: ${message}`),
    actions: {
      revealLayer: ({ file, line }) => asked.push(`reveal ${file}:${line}`),
      runAgain: (run) => asked.push(`again ${run.id}`),
      installTfjsNode: () => asked.push('install'),
      saveModel: (run) => asked.push(`save ${run.id}`),
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
  return { runs, sent, asked, session, holdBack, pass: () => vi.advanceTimersByTimeAsync(100) };
}

test('Nothing is sent before the page is ready; then a snapshot of all there is', async () => {
  const { run, fit } = training();
  const { session, sent, pass } = start(run);
  run.change();
  await pass();
  expect(sent).toEqual([]);
  session.receive({ type: 'ready', width: 600 });
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    type: 'snapshot',
    run: { id: 'a' },
    fit: { name: 'model' },
    progress: { batches: 10 },
  });
  const [snapshot] = sent;
  if (snapshot?.type !== 'snapshot') expect.fail();
  expect(snapshot.series?.map(({ key }) => key)).toEqual(['loss', 'metric:acc']);
  expect(snapshot.heat?.columns).toBe(fit.series.length);
});

test('An editor without runs gets a snapshot that says so', () => {
  const { session, sent } = start();
  session.receive({ type: 'ready', width: 600 });
  expect(sent[0]).toMatchObject({ type: 'snapshot', run: null, fit: null, runs: [] });
});

test('However many records come, the page gets ten deltas a second, of the changed ends alone', async () => {
  const { run, fit } = training();
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', width: 600 });
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
    if (delta.type !== 'delta') expect.fail();
    expect(delta.series?.[0]?.mean.length).toBeLessThanOrEqual(11);
    expect(delta).not.toHaveProperty('fit');
    expect(delta).not.toHaveProperty('run');
  }
});

test('A change that changes nothing that is shown sends nothing', async () => {
  const { run } = training();
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', width: 600 });
  await pass();
  sent.length = 0;
  run.change();
  await pass();
  expect(sent).toEqual([]);
});

test('A hidden page gets nothing; when it is back and ready it gets all of what it missed', async () => {
  const { run, fit } = training();
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', width: 600 });
  await pass();
  session.setVisible(false);
  sent.length = 0;
  trainVanishing(fit, 30);
  run.change();
  await pass();
  expect(sent).toEqual([]);
  session.setVisible(true);
  session.receive({ type: 'ready', width: 600 });
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', progress: { batches: 40 } });
});

test('A slow page gets fewer deltas, not a queue of them', async () => {
  const { run, fit } = training();
  const { session, sent, pass, holdBack } = start(run);
  session.receive({ type: 'ready', width: 600 });
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
  const last = sent[1];
  expect(last?.type === 'delta' && last.series?.[0]?.mean.length).toBe(9);
});

test('A new run takes the stage when the shown one has ended, and only then', async () => {
  const first = training('first').run;
  const { runs, session, sent, pass } = start(first);
  session.receive({ type: 'ready', width: 600 });
  runs.add(training('second').run);
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'delta', runs: [{ id: 'second' }, { id: 'first' }] });
  first.state = { kind: 'ended', outcome: 'completed', exitCode: 0, message: null, verdict: null, endedAt: 0 };
  runs.add(training('third').run);
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', run: { id: 'third' } });
});

test('The newest fit is followed until a person chooses one', async () => {
  const { run } = training();
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', width: 600 });
  run.fits = [...run.fits, new SyntheticFit({ fit: 2 })];
  run.change();
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', fit: { fit: 2 } });
  session.receive({ type: 'selectFit', fit: 1 });
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', fit: { fit: 1 } });
  run.fits = [...run.fits, new SyntheticFit({ fit: 3 })];
  run.change();
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'delta', run: { fits: [{ fit: 1 }, { fit: 2 }, { fit: 3 }] } });
});

test('A deleted run makes room for the next', async () => {
  const { runs, session, sent, pass } = start(training('a').run, training('b').run);
  session.receive({ type: 'ready', width: 600 });
  await runs.delete('a');
  await pass();
  expect(sent.at(-1)).toMatchObject({ type: 'snapshot', run: { id: 'b' } });
});

test('A run whose records are on disk is read back when it is shown', () => {
  const { run } = training();
  run.loaded = false;
  const { session } = start(run);
  session.receive({ type: 'ready', width: 600 });
  expect(run.calls).toEqual(['load']);
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
  session.receive({ type: 'ready', width: 600 });
  session.receive({ type: 'control', run: 'a', action: 'pause' });
  session.receive({ type: 'control', run: 'a', action: 'resume' });
  session.receive({ type: 'control', run: 'a', action: 'stop' });
  session.receive({ type: 'control', run: 'gone', action: 'stop' });
  session.receive({ type: 'control', run: 'a', action: 'runAgain' });
  session.receive({ type: 'control', run: 'a', action: 'delete' });
  session.receive({ type: 'installTfjsNode' });
  session.receive({ type: 'revealLayer', layer: 1 });
  session.receive({ type: 'revealLayer', layer: 99 });
  session.receive({ type: 'revealProblem', problem: 0 });
  expect(run.calls).toEqual(['pause', 'resume', 'stop']);
  expect(asked).toEqual(['again a', 'delete a', 'install', `reveal ${FILE}:11`, `reveal ${FILE}:3`]);
});

test('A zoomed stretch is answered in more detail than the overview', async () => {
  const { run, fit } = training();
  trainVanishing(fit, 2990);
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', width: 300 });
  session.receive({ type: 'range', from: 100, to: 200, width: 300 });
  await pass();
  const [detail] = sent.filter(({ type }) => type === 'detail');
  if (detail?.type !== 'detail') expect.fail();
  expect(detail.detail.series[0]).toMatchObject({ key: 'loss', size: 1, from: 100 });
  expect(run.calls).toEqual([]);
  session.receive({ type: 'range', from: 9000, to: 9001, width: 300 });
  await pass();
  expect(sent.findLast(({ type }) => type === 'detail')).toMatchObject({ detail: { series: [] } });
});

test('What memory holds too coarsely is read from the file, and only the last zoom is answered', async () => {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ metrics: [] }, { maxBytes: 1 });
  run.fits = [fit];
  trainVanishing(fit, 20_000);
  const { session, sent, pass } = start(run);
  session.receive({ type: 'ready', width: 300 });
  session.receive({ type: 'range', from: 5, to: 9, width: 300 });
  session.receive({ type: 'range', from: 10, to: 14, width: 300 });
  await pass();
  const details = sent.filter((message) => message.type === 'detail').map(({ detail }) => detail);
  expect(details.map(({ from }) => from)).toEqual([10, 10]);
  expect(details[0]?.series[0]?.size).toBeGreaterThan(1);
  expect(details[1]?.series[0]).toMatchObject({ size: 1, from: 10 });
  expect(run.calls).toContain('detail 1 loss 10-14 in 300');
});

test('Nothing is left running when the session is disposed', () => {
  const { run } = training();
  const { session } = start(run);
  session.receive({ type: 'ready', width: 600 });
  run.change();
  expect(vi.getTimerCount()).toBe(1);
  session.dispose();
  run.change();
  expect(vi.getTimerCount()).toBe(0);
});
