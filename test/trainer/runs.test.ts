import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, realpath, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HumanError } from '../../src/errors/humanError.js';
import type { Disposable } from '../../src/lifecycle/disposables.js';
import { PLAIN_RUN, type RunRequest } from '../../src/protocol/runRequest.js';
import { createRuns } from '../../src/runs/createRuns.js';
import type { RunsOptions } from '../../src/runs/runsOptions.js';
import { DEFAULT_RUN_SETTINGS, type RunSettings } from '../../src/runs/settings.js';
import type { Run, RunChange, Runs } from '../../src/runs/types.js';
import { processIdentity } from '../../src/system/processIdentity.mjs';
import { backendOf } from './support/trainerRun.js';

const root = join(import.meta.dirname, '..', '..');
const dist = process.env.GRADLENS_DIST ?? join(root, 'dist');

let folder: string;
let opened: (Runs & Disposable)[];
let log: string[];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gradlens-runs-')));
  await cp(join(root, 'test', 'fixtures', 'cli'), join(folder, 'project'), { recursive: true });
  opened = [];
  log = [];
});
afterEach(async () => {
  await Promise.all(opened.map((runs) => runs.close()));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The runs of one window, on the store that all windows of a test share. */
function openWindow(settings: Partial<RunSettings> = {}, mayDelete?: RunsOptions['mayDelete']): Runs & Disposable {
  const runs = createRuns({
    storeDirectory: join(folder, 'store'),
    trainerEntry: join(dist, 'trainer', 'main.mjs'),
    readerWorker: join(dist, 'runReader.js'),
    settings: () => ({ ...DEFAULT_RUN_SETTINGS, ...settings }),
    ...(mayDelete ? { mayDelete } : {}),
    log: (line) => log.push(line),
    onOutput() {},
  });
  opened.push(runs);
  return runs;
}

function request(name: string, changes: Partial<RunRequest> = {}): RunRequest {
  const project = join(folder, 'project');
  // Runs are the same on both backends: the one that is loaded in half of the time.
  const backend = backendOf('wasm');
  return {
    ...PLAIN_RUN,
    file: join(project, name),
    cwd: project,
    model: null,
    only: null,
    epochs: null,
    backend,
    ...changes,
  };
}

/** Resolves at the first change after which the condition holds. */
function until(run: Run, condition: (run: Run, change: RunChange | null) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const subscription = run.onDidChange((change) => {
      if (!condition(run, change)) return;
      subscription.dispose();
      resolve();
    });
    if (condition(run, null)) {
      subscription.dispose();
      resolve();
    }
  });
}

const ended = (run: Run) => until(run, ({ state }) => state.kind === 'ended');
const training = (run: Run) => until(run, ({ fits }) => (fits[0]?.epochs.length ?? 0) > 1);

async function finishedRun(runs: Runs, name = 'twoModels.mjs', changes: Partial<RunRequest> = {}): Promise<Run> {
  const run = await runs.start(request(name, changes));
  await ended(run);
  return run;
}

const headerOf = (run: Run) => join(folder, 'store', 'runs', run.id, 'run.json');

/** Makes a finished run look as if its window had gone in the middle. */
async function cutOff(run: Run, ownerPid: number): Promise<void> {
  const header = JSON.parse(await readFile(headerOf(run), 'utf8')) as object;
  await writeFile(
    headerOf(run),
    JSON.stringify({ ...header, end: null, ownerPid, owner: await processIdentity(ownerPid) }),
  );
}

describe('a run', () => {
  it('tells its fits, series and end as they come', async () => {
    const runs = openWindow();
    const added: Run[] = [];
    runs.onDidAdd((run) => added.push(run));
    const run = await runs.start(request('twoModels.mjs'));
    const kinds: string[] = [];
    run.onDidChange(({ kind }) => kinds.push(kind));
    await ended(run);
    expect(added).toEqual([run]);
    expect(run.state).toMatchObject({ outcome: 'completed', exitCode: 0, message: null });
    expect(
      run.fits.map(({ summary, epochs, end, series, latest }) => ({
        name: summary.name,
        epochs: epochs.length,
        outcome: end?.outcome,
        batches: series.length,
        step: latest?.step,
      })),
    ).toEqual([
      { name: 'small', epochs: 3, outcome: 'completed', batches: 9, step: 8 },
      { name: 'other', epochs: 2, outcome: 'completed', batches: 4, step: 3 },
    ]);
    expect(run.fits[0]?.series.read('loss', 0, 9, 9).mean).toHaveLength(9);
    // How many samples come, and when the program prints, is told elsewhere.
    const others = ['records', 'state', 'stepMode', 'judged', 'samples', 'output'];
    expect(kinds.filter((kind) => !others.includes(kind))).toEqual([
      ...['fitStarted', 'dataSeen', 'epoch', 'epoch', 'epoch', 'fitEnded'],
      ...['fitStarted', 'dataSeen', 'epoch', 'epoch', 'fitEnded'],
    ]);
    expect(kinds).toEqual(expect.arrayContaining(['samples', 'output']));
  });

  it('pauses, resumes and stops after its batch', async () => {
    const run = await openWindow().start(request('longTraining.mjs'));
    await training(run);
    expect(run.fits[0]?.batchesPerSecond).toBeGreaterThan(0);
    expect(run.fits[0]?.timeLeft).toBeGreaterThan(0);
    run.pause();
    await until(run, ({ state }) => state.kind === 'active' && state.phase === 'paused');
    const held = run.fits[0]?.series.length;
    await delay(300);
    expect([run.state, run.fits[0]?.series.length]).toMatchObject([{ kind: 'active', phase: 'paused' }, held]);
    run.resume();
    await until(run, ({ state }) => state.kind === 'active' && state.phase === 'training');
    run.stop();
    expect(run.state.kind).toBe('stopping');
    await ended(run);
    expect(run.state).toMatchObject({ outcome: 'stopped' });
    expect(run.fits[0]?.end).toMatchObject({ outcome: 'stopped', batches: run.fits[0]?.series.length });
  });

  it('says so when its files reach the most that the settings allow, and trains on', async () => {
    const run = await finishedRun(openWindow({ maxRunMB: 0.005 }), 'longTraining.mjs', { epochs: 100 });
    expect(run.problems).toMatchObject([{ kind: 'storage', severity: 'warning' }]);
    expect(run.state).toMatchObject({ outcome: 'completed' });
    expect(run.fits[0]?.series.length).toBe(400);
  });

  it('has what was written before it was killed from outside', async () => {
    const run = await openWindow().start(request('longTraining.mjs'));
    await training(run);
    const pid = Number(
      /process (\d+)/.exec(log.find((line) => line.includes(run.id) && line.includes(' process ')) ?? '')?.[1],
    );
    process.kill(pid, 'SIGKILL');
    await ended(run);
    expect(run.state).toMatchObject({ outcome: 'killed', message: expect.stringContaining('killed from outside') });
    const [fit] = run.fits;
    expect(fit?.end?.outcome).toBe('failed');
    expect(fit?.series.length).toBe((fit?.latest?.step ?? 0) + 1);
    expect(fit?.series.length).toBeGreaterThanOrEqual((fit?.epochs.length ?? 0) * 4);
    expect(fit?.samples.activations.rows.map(({ step }) => step)).toEqual(
      Array.from({ length: fit?.samples.activations.count ?? 0 }, (_, index) => index * 50),
    );
    expect(fit?.samples.activations.count).toBeGreaterThan(0);
  });
});

describe('several runs', () => {
  it('train at once, but not the same model twice', async () => {
    const runs = openWindow();
    const file = join(folder, 'project', 'longTraining.mjs');
    const model = { file, name: 'model', line: 4 };
    const [first, second] = await Promise.allSettled([
      runs.start(request('longTraining.mjs', { model })),
      runs.start(request('longTraining.mjs', { model })),
    ]);
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(HumanError) });
    expect(String(second.status === 'rejected' && second.reason)).toContain('already running');
    const other = await runs.start(request('longTraining.mjs', { model: { ...model, line: 5 } }));
    if (first.status !== 'fulfilled') throw first.reason;
    await Promise.all([training(first.value), training(other)]);
    first.value.stop();
    await ended(first.value);
    const again = await runs.start(request('longTraining.mjs', { model }));
    expect(runs.all).toEqual([again, other, first.value]);
  });

  it('leave no process behind when the window closes', async () => {
    const runs = openWindow();
    const started = await Promise.all([
      runs.start(request('longTraining.mjs')),
      runs.start(request('endlessLoop.mjs')),
    ]);
    await Promise.all(started.map(training));
    const pids = log.map((line) => /process (\d+)/.exec(line)?.[1]).filter((pid) => pid !== undefined);
    expect(pids).toHaveLength(2);
    await runs.close();
    for (const pid of pids) expect(() => process.kill(Number(pid), 0)).toThrow();
    expect(started.map(({ state }) => state)).toMatchObject([{ outcome: 'interrupted' }, { outcome: 'interrupted' }]);
    await expect(runs.start(request('twoModels.mjs'))).rejects.toThrow(HumanError);
  });

  it('keep their series within the memory limit, and get them back from their files', async () => {
    const runs = openWindow({ seriesMemoryMB: 0.000_001 });
    const first = await finishedRun(runs);
    await finishedRun(runs);
    while (first.loaded) await delay(20);
    expect(first.fits.map(({ series }) => series.length)).toEqual([0, 0]);
    expect(first.fits.map(({ epochs }) => epochs.length)).toEqual([3, 2]);
    await first.load();
    expect(first.loaded).toBe(true);
    expect(first.fits.map(({ series }) => series.length)).toEqual([9, 4]);
  });
});

describe('runs of earlier sessions', () => {
  it('are listed newest first and read when asked for', async () => {
    const before = openWindow();
    const older = await finishedRun(before);
    const newer = await finishedRun(before, 'noTraining.mjs');
    const after = openWindow();
    await after.restore();
    expect(after.all.map(({ id }) => id)).toEqual([newer.id, older.id]);
    const [, read] = after.all;
    expect(read).toMatchObject({
      loaded: false,
      fits: [],
      state: older.state.kind === 'ended' ? { outcome: 'completed' } : {},
    });
    await read?.load();
    expect(read?.loaded).toBe(true);
    for (const [index, fit] of older.fits.entries()) {
      const same = read?.fits[index];
      expect(same?.summary).toEqual(fit.summary);
      expect(same?.epochs).toEqual(fit.epochs);
      expect(same?.end).toEqual(fit.end);
      expect(same?.latest).toEqual(fit.latest);
      expect(same?.samples.activations.rows).toEqual(fit.samples.activations.rows);
      expect(same?.samples.activations.latest).toMatchObject({ step: 0 });
      expect(same?.series.read('loss', 0, 100, 100)).toEqual(fit.series.read('loss', 0, 100, 100));
    }
  });

  it('are interrupted where their window went away, with what they had', async () => {
    const before = openWindow();
    const run = await finishedRun(before, 'longTraining.mjs', { epochs: 7 });
    await cutOff(run, 2 ** 22 + 1);
    const halfHeader = `${headerOf(run)}.0000`;
    await writeFile(halfHeader, '{"id"');
    const after = openWindow();
    await after.restore();
    expect(existsSync(halfHeader)).toBe(false);
    const [cut] = after.all;
    expect(cut?.state).toMatchObject({ kind: 'ended', outcome: 'interrupted' });
    await cut?.load();
    expect(cut?.state).toMatchObject({ message: expect.stringContaining('Interrupted at epoch 7 of 7') });
    expect(cut?.fits[0]?.series.length).toBe(28);
  });

  it('are left alone where another window still trains them', async () => {
    const before = openWindow();
    const run = await finishedRun(before);
    await cutOff(run, process.ppid);
    const after = openWindow({ maxRuns: 0 }, async () => true);
    await after.restore();
    expect(after.all).toEqual([]);
    expect(existsSync(headerOf(run))).toBe(true);
  });

  it('show what is whole of a file that was cut off in the middle', async () => {
    const run = await finishedRun(openWindow(), 'twoStretches.mjs');
    const file = join(folder, 'store', 'runs', run.id, 'fit-1.arrow');
    await truncate(file, (await stat(file)).size - 64);
    const after = openWindow();
    await after.restore();
    const [cut] = after.all;
    await cut?.load();
    const length = cut?.fits[0]?.series.length ?? 0;
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(80);
    expect(cut?.fits[0]?.epochs).toHaveLength(2);
  });

  it('that lost their files are there without fits, and nothing is asked for twice', async () => {
    const run = await finishedRun(openWindow());
    const runFolder = join(folder, 'store', 'runs', run.id);
    const others = (await readdir(runFolder)).filter((name) => name !== 'run.json');
    for (const name of others) await rm(join(runFolder, name), { recursive: true });
    const after = openWindow();
    await after.restore();
    await after.all[0]?.load();
    expect(after.all[0]).toMatchObject({ loaded: true, fits: [] });
  });
});

describe('deleting runs', () => {
  it('kills a live one first and removes its folder', async () => {
    const runs = openWindow();
    const removed: string[] = [];
    runs.onDidRemove(({ id }) => removed.push(id));
    const run = await runs.start(request('endlessLoop.mjs'));
    await training(run);
    await runs.delete(run.id);
    expect(run.state).toMatchObject({ kind: 'ended', outcome: 'stopped', message: null });
    expect(removed).toEqual([run.id]);
    expect(runs.all).toEqual([]);
    expect(await readdir(join(folder, 'store', 'runs'))).toEqual([]);
    expect(await runs.diskUsage()).toBe(0);
  });

  it('removes the oldest beyond the number that the settings allow, once it is agreed, and none that is pinned', async () => {
    const asked: string[][] = [];
    const answers = [false, true];
    const runs = openWindow({ maxRuns: 2 }, async (headers) => {
      asked.push(headers.map(({ id }) => id));
      return answers.shift() ?? false;
    });
    const ids: string[] = [];
    const oneMore = async () => ids.unshift((await finishedRun(runs, 'noTraining.mjs')).id);
    const onDisk = async () => (await readdir(join(folder, 'store', 'runs'))).sort();
    for (let index = 0; index < 3; index++) await oneMore();
    const [third = '', second = '', first = ''] = ids;
    await expect.poll(() => asked).toEqual([[first]]);
    expect(await onDisk()).toEqual([first, second, third].sort());
    await runs.mark(first, { pinned: true });
    await writeFile(join(folder, 'project', 'noTraining.mjs'), 'const epochs = 1;\n');
    await oneMore();
    await expect.poll(() => asked).toEqual([[first], [second]]);
    await expect.poll(onDisk).toEqual([first, third, ids[0]].sort());
    expect(runs.all.map(({ id, marks }) => [id, marks.pinned])).toEqual([
      [ids[0], false],
      [third, false],
      [first, true],
    ]);
    const changes = await Promise.all(runs.all.map((run) => runs.whatChanged(run)));
    expect(changes.map((words) => words?.replace(/^line.*/, 'edited') ?? 'first')).toEqual([
      'edited',
      'no change',
      'first',
    ]);
    await runs.delete(third, (path) => rename(path, join(folder, 'trash')));
    expect([runs.find(third), existsSync(join(folder, 'trash', 'run.json'))]).toEqual([undefined, true]);
    await runs.deleteAll();
    expect(runs.all).toEqual([]);
  });
});
