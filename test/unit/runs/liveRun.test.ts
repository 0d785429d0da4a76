import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIVATION_STATISTIC_COUNT } from '../../../src/protocol/activations.js';
import { PLAIN_RUN, type RunRequest } from '../../../src/protocol/runRequest.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import type { TrainerEventName, TrainerEventOf, TrainerProblem } from '../../../src/protocol/trainer.js';
import { parseOutput } from '../../../src/runFiles/output.js';
import { createRuns } from '../../../src/runs/createRuns.js';
import type { RunsOptions } from '../../../src/runs/runsOptions.js';
import { DEFAULT_RUN_SETTINGS } from '../../../src/runs/settings.js';
import type { Run, RunChange } from '../../../src/runs/types.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

const scripts = join(import.meta.dirname, '../../fixtures/process');
const backend = { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/gradlens' } as const;
const location = { file: '/w/net.js', line: 4, column: 1 };
const problem: TrainerProblem = { kind: 'model', severity: 'error', message: 'No.', location, stack: 'at net.js:4' };

type Told = { [Name in TrainerEventName]: readonly [Name, TrainerEventOf<Name>] }[TrainerEventName];

interface Script {
  readonly events: readonly Told[];
  /** What it waits for Stop to tell. */
  readonly atStop?: readonly Told[];
  readonly errors?: string;
  readonly exitCode?: number;
}

let folder: string;
let log: string[];
let output: { stdout: string[]; stderr: string[] };
let runs: ReturnType<typeof createRuns>;

function hostOf(options: Partial<RunsOptions> = {}) {
  runs = createRuns({
    storeDirectory: join(folder, 'store'),
    trainerEntry: join(scripts, 'nothing.mjs'),
    readerWorker: join(folder, 'nowhere.cjs'),
    env: { ...process.env, NODE_NO_WARNINGS: '1', OF_HOST: 'host', OF_RUN: 'host' },
    settings: () => ({ ...DEFAULT_RUN_SETTINGS, maxRunMB: 3 }),
    log: (line) => log.push(line),
    onOutput: (_run, stream, text) => output[stream].push(text),
    ...options,
  });
  return runs;
}

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gradlens-live-')));
  log = [];
  output = { stdout: [], stderr: [] };
});
afterEach(async () => {
  await runs.close();
  await rm(folder, { recursive: true, force: true });
});

const requestOf = (script: Script, more: Partial<RunRequest> = {}): RunRequest => ({
  ...PLAIN_RUN,
  file: join(scripts, 'told.mjs'),
  cwd: folder,
  args: [serialize(script).toString('base64')],
  backend,
  ...more,
});

const seen = (run: Run, isSo: () => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => isSo() && resolve();
    run.onDidChange(look);
    look();
  });
const ended = (run: Run) => seen(run, () => run.state.kind === 'ended');
const headerOf = async (id: string) => JSON.parse(await readFile(join(folder, 'store/runs', id, 'run.json'), 'utf8'));

describe('a run that trains on something else than was asked for', () => {
  it('says what it trained on, as another machine has something else', async () => {
    const own = { kind: 'tfjs-node', version: '4.22.0', origin: 'gradlens', path: '/worker' } as const;
    const run = await hostOf().start(requestOf({ events: [['ready', { pid: 5, node: '24.1.0', backend: own }]] }));
    await ended(run);
    expect([run.request.backend, (await headerOf(run.id)).backend]).toEqual([own, own]);
  });
});

describe('a run whose trainer comes to its end', () => {
  const summary = sampleFit();
  const records = sampleRecords(summary, 0, 4);
  const end = { fit: 1, outcome: 'completed', epochs: 1, batches: 4, seconds: 2 } as const;
  const epoch = { fit: 1, epoch: 0, step: 4, logs: { loss: 0.5, val_acc: 0.75 } };
  const stepMode = { fit: 1, step: 2, mode: 'compiled', reason: null } as const;
  const data = { fit: 1, inputs: null, targets: null };
  const events: Told[] = [
    ['ready', { pid: 5, node: '24.1.0', backend }],
    ['phase', 'training'],
    ['problem', { ...problem, severity: 'warning' }],
    ['fitStarted', summary],
    ['records', records],
    ['records', oneSample(activationStream, 1, 3, new Float32Array(ACTIVATION_STATISTIC_COUNT))],
    ['dataSeen', data],
    ['stepMode', stepMode],
    ['epochEnded', epoch],
    ['fitEnded', end],
    ['storageFull', { bytes: 3.2 * 1024 * 1024 }],
    ['ended', { outcome: 'completed', exitCode: 0 }],
  ];

  it('has what was told, and writes how it ended', async () => {
    const changes: RunChange['kind'][] = [];
    const added: string[] = [];
    const host = hostOf();
    host.onDidAdd((each) => added.push(each.id));
    const request = requestOf({ events, errors: 'a warning\n' }, { env: { OF_RUN: 'run' }, seed: 7, epochs: 3 });
    const run = await host.start(request);
    // When it is judged, and what it prints comes, is a matter of time.
    run.onDidChange(({ kind }) => kind !== 'judged' && kind !== 'output' && changes.push(kind));
    expect([host.all, added, run.state, host.find(run.id)]).toEqual([[run], [run.id], { kind: 'starting' }, run]);
    await ended(run);
    expect(changes).toEqual([
      ...['state', 'problem', 'fitStarted', 'records', 'samples', 'dataSeen', 'stepMode', 'epoch', 'fitEnded'],
      ...['problem', 'state'],
    ]);
    expect(run.fits).toMatchObject([{ summary, end, stepMode, data, epochs: [epoch], series: { length: 4 } }]);
    expect([run.fits[0]?.latest?.step, run.fits[0]?.samples.activations.count]).toEqual([3, 1]);
    expect(run.problems.map(({ kind, severity, message }) => [kind, severity, message])).toEqual([
      ['model', 'warning', 'No.'],
      [
        'storage',
        'warning',
        "This run's files have reached the limit in the settings (3 MB): training continues, but further batches are not kept on disk.",
      ],
    ]);
    const verdict = run.judgement?.verdict;
    expect(verdict?.text).toMatch(/\w/);
    expect(run.state).toMatchObject({ outcome: 'completed', exitCode: 0, message: null, verdict });
    const endedAt = run.state.kind === 'ended' ? run.state.endedAt : 0;
    expect(endedAt - run.startedAt).toBeGreaterThanOrEqual(0);
    expect(endedAt - run.startedAt).toBeLessThan(60_000);
    expect(await headerOf(run.id)).toMatchObject({
      id: run.id,
      seed: 7,
      largestStep: { kind: 'dense' },
      end: { outcome: 'completed', message: null, verdict, endedAt, best: { name: 'val_acc', value: 0.75, epoch: 0 } },
    });
    expect(log).toEqual([
      `Run ${run.id}: process 5, Node 24.1.0, wasm 4.22.0 from /gradlens`,
      `Run ${run.id}: at net.js:4`,
      expect.stringMatching(new RegExp(`^Run ${run.id}: .*compiled`)),
    ]);
    expect(output.stderr).toEqual(['a warning']);
    expect(run.output.lines.filter(({ isError }) => isError)).toEqual([{ text: 'a warning', isError: true }]);
    const kept = await readFile(join(folder, 'store/runs', run.id, 'output.ndjson'), 'utf8');
    expect(parseOutput(kept)).toEqual({ lines: run.output.lines, dropped: 0 });
    expect(JSON.parse(output.stdout[0] ?? '')).toMatchObject({
      host: 'host',
      own: 'run',
      cwd: folder,
      options: {
        runId: run.id,
        runDirectory: join(folder, 'store/runs', run.id),
        file: request.file,
        seed: 7,
        epochs: 3,
        saveTo: null,
        // An eighth is left for what it prints.
        maxRunBytes: (3 * 1024 * 1024 * 7) / 8,
        stopGracePeriod: 3000,
        histogramInterval: 50,
        activationInterval: 50,
        compiledStep: 'auto',
        onNotANumber: 'end',
        statistics: true,
        backend,
      },
    });
  });

  it('is found again by the next host, with its marks and the model that it kept', async () => {
    const host = hostOf();
    const run = await host.start(requestOf({ events }));
    const own = join(folder, 'store/runs', run.id);
    await ended(run);
    await mkdir(join(own, 'model'));
    await writeFile(join(own, 'model/model.json'), '{}');
    await writeFile(join(own, 'run.json.half'), '{');
    await host.mark(run.id, { pinned: true, name: 'wide' });
    expect(run.marks).toEqual({ pinned: true, name: 'wide', note: null });
    await host.close();
    await hostOf().restore();
    const [again] = runs.all;
    expect(again).toMatchObject({
      id: run.id,
      state: { ...run.state, exitCode: null },
      startedAt: run.startedAt,
      marks: { pinned: true, name: 'wide', note: null },
      best: { name: 'val_acc', value: 0.75 },
      keptModel: join(own, 'model'),
      loaded: false,
    });
    await runs.restore();
    expect(runs.all).toHaveLength(1);
    expect(await runs.diskUsage()).toBeGreaterThan(100);
    expect(await runs.sources(run)).toEqual([]);
    await runs.deleteAll();
    expect([runs.all, await readdir(join(folder, 'store/runs'))]).toEqual([[], []]);
  });
});

describe('a run whose trainer waits', () => {
  const waits: Script = {
    events: [['phase', 'training']],
    atStop: [
      ['stopSeen', null],
      ['ended', { outcome: 'stopped', exitCode: 0 }],
    ],
  };
  const trains = async (host = hostOf(), more: Partial<RunRequest> = {}) => {
    const run = await host.start(requestOf(waits, more));
    await seen(run, () => run.state.kind === 'active');
    return run;
  };

  it('hears its commands, tells that it stops, and was stopped', async () => {
    const run = await trains();
    const states: unknown[] = [];
    run.onDidChange(({ kind }) => kind === 'state' && states.push(run.state));
    run.pause();
    run.resume();
    const before = Date.now();
    run.stop();
    await ended(run);
    expect(states).toMatchObject([
      { kind: 'stopping', seen: false },
      { kind: 'stopping', seen: true },
      { kind: 'ended', outcome: 'stopped', message: null },
    ]);
    const [{ since }] = states as [{ since: number }];
    expect(Math.abs(since - before)).toBeLessThan(60_000);
    expect(output.stdout.at(-1)).toBe('pause resume stop');
    run.stop();
    expect(run.state).toBe(states.at(-1));
  });

  it('is the only one of its model, until it has ended', async () => {
    const model = { file: '/w/net.js', name: 'wide', line: 3 };
    const host = hostOf();
    const run = await trains(host, { model });
    const again = host.start(requestOf(waits, { model }));
    await expect(again).rejects.toThrow('wide is already running. Stop it before running it again.');
    const other = await trains(host, { model: { ...model, line: 9 } });
    const plain = await trains(host);
    await expect(host.start(requestOf(waits))).rejects.toThrow('told.mjs is already running');
    expect(host.all.map(({ id }) => id).sort()).toEqual([run.id, other.id, plain.id].sort());
    run.stop();
    await ended(run);
    const last = await trains(host, { model });
    expect(host.all[0]).toBe(last);
    await host.close();
    expect(host.all.map(({ state }) => state.kind === 'ended' && state.outcome)).toEqual([
      ...['interrupted', 'interrupted', 'interrupted', 'stopped'],
    ]);
    expect(await headerOf(other.id)).toMatchObject({
      end: { outcome: 'interrupted', message: expect.stringMatching(/^Ended because GradLens was closed; /) },
    });
    await expect(host.start(requestOf(waits))).rejects.toThrow('GradLens is closing.');
    expect(await readdir(join(folder, 'store/runs'))).toHaveLength(4);
  });

  it('is killed where it is deleted, and may be put away', async () => {
    const host = hostOf();
    const removed: string[] = [];
    host.onDidRemove(({ id }) => removed.push(id));
    const run = await trains(host);
    await host.delete(run.id);
    expect([removed, host.all, existsSync(join(folder, 'store/runs', run.id))]).toEqual([[run.id], [], false]);
    const other = await trains(host);
    const refused = host.delete(other.id, () => Promise.reject(new Error('no room')));
    await expect(refused).rejects.toThrow('no room');
    expect(host.all).toEqual([other]);
    expect(other.state).toMatchObject({ outcome: 'stopped', message: null });
    const put: string[] = [];
    await host.delete(other.id, async (path) => put.push(path));
    expect([put, removed]).toEqual([[join(folder, 'store/runs', other.id)], [run.id, other.id]]);
    await host.delete('nobody');
  });

  it('may run twice where it is a trial, in a folder of its own that the next host empties', async () => {
    const left = join(folder, 'store/trials/left');
    await mkdir(left, { recursive: true });
    const header = {
      id: 'left',
      file: '/a',
      cwd: '/',
      model: null,
      startedAt: 1,
      backend,
      end: null,
      ownerPid: 2 ** 30,
    };
    await writeFile(join(left, 'run.json'), JSON.stringify(header));
    const host = hostOf({ trials: true });
    const [one, other] = [await trains(host), await trains(host)];
    await expect.poll(() => existsSync(left)).toBe(false);
    expect((await readdir(join(folder, 'store/trials'))).sort()).toEqual([one.id, other.id].sort());
  });
});

describe('a run whose trainer goes away without a word', () => {
  const diesWith = async (script: Omit<Script, 'events'>, events: Script['events'] = []) => {
    const run = await hostOf().start(requestOf({ events, ...script }));
    await ended(run);
    return run;
  };

  it('says what its last errors tell', async () => {
    const words = `${'x'.repeat(9000)}\nterminate called after std::bad_alloc\n`;
    const run = await diesWith({ errors: words, exitCode: 134 });
    expect(run.state).toMatchObject({
      outcome: 'killed',
      exitCode: 134,
      message: expect.stringMatching(/^Out of memory: everything up to/),
    });
    expect(log.at(-1)).toMatch(/^The files of run .* cannot be read: /);
    const other = await diesWith({ errors: `bad_alloc\n${'x'.repeat(9000)}\n`, exitCode: 3 });
    expect(other.state).toMatchObject({
      message: expect.stringMatching(/^The process ended unexpectedly with exit code 3; everything up to/),
    });
  });

  it('names the proposed values that may have been wrong, before its first batch', async () => {
    const proposed = [{ name: 'units', value: '8', location }];
    const failing: Told[] = [
      ['problem', problem],
      ['ended', { outcome: 'failed', exitCode: 1 }],
    ];
    const run = await hostOf().start(requestOf({ events: failing, exitCode: 1 }, { proposed }));
    await ended(run);
    expect(run.state).toMatchObject({
      outcome: 'failed',
      exitCode: 1,
      message: expect.stringMatching(/^No\. .* units = 8 \(net\.js:4\)/),
    });
    const trained: Told[] = [['fitStarted', sampleFit()], ['records', sampleRecords(sampleFit(), 0, 1)], ...failing];
    const other = await runs.start(requestOf({ events: trained, exitCode: 1 }, { proposed }));
    await ended(other);
    expect(other.state).toMatchObject({ message: 'No.', outcome: 'failed' });
  });

  it('says that it could not be started, and why it was not even tried', async () => {
    const host = hostOf();
    const run = await host.start(requestOf({ events: [] }, { cwd: join(folder, 'nowhere') }));
    await ended(run);
    expect(run.state).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(/^The trainer could not be started: .*ENOENT/),
    });
    expect(log).toEqual([]);
    await rm(join(folder, 'store'), { recursive: true });
    await writeFile(join(folder, 'store'), '');
    await expect(host.start(requestOf({ events: [] }))).rejects.toThrow(/GRADLENS_STORE to another folder/);
  });
});
