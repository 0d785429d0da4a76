import { describe, expect, it } from 'vitest';
import type { Emitter } from '../../../src/lifecycle/emitter.js';
import type { SearchHistory } from '../../../src/protocol/ray.js';
import { PLAIN_RUN, type RunRequest } from '../../../src/protocol/runRequest.js';
import type { SweepFile, SweepPlan } from '../../../src/protocol/sweep.js';
import type { Run, RunChange } from '../../../src/runs/types.js';
import { findModels } from '../../../src/source/findModels.js';
import { newSweep, Sweep } from '../../../src/sweep/sweep.js';
import type { SweepHost } from '../../../src/sweep/sweepHost.js';
import { withFailedAnew } from '../../../src/sweep/trialPlan.js';
import { tunablesOf } from '../../../src/sweep/tunables.js';
import { SyntheticFit, SyntheticRun } from '../../webview/support/syntheticRun.js';
import { inJavaScript } from '../diagnosis/programs.js';

const [, net] = inJavaScript(
  ['dense({ units: 8, activation: "relu", inputShape: [2] })', 'dense({ units: 1 })'],
  'optimizer: tf.train.adam(0.003), loss: "meanSquaredError"',
  'xs, ys, { epochs: 9 }',
);
const FILE = net?.file ?? '';
const TEXT = net?.text ?? '';

function planOf(units: readonly number[], more: Partial<SweepPlan> = {}): SweepPlan {
  const [model] = findModels(TEXT, FILE);
  const parameter = model && tunablesOf(model).find(({ parameter: { name } }) => name === 'units')?.parameter;
  if (!model || !parameter) return expect.fail('it has units');
  return {
    file: FILE,
    model: { name: model.name, line: model.line },
    parameters: [{ ...parameter, values: units }],
    search: { kind: 'grid' },
    seeds: [7],
    epochs: null,
    stopEarly: false,
    minutes: null,
    parallel: 2,
    launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
    ...more,
  };
}

/** A host whose runs end when the test says so. */
class Host implements SweepHost {
  readonly started: { readonly request: RunRequest; readonly run: SyntheticRun }[] = [];
  readonly recalled: string[] = [];
  readonly deleted: string[] = [];
  saved: SweepFile | null = null;
  readonly runs = {
    start: async (request: RunRequest): Promise<Run> => {
      const run = new SyntheticRun(`run ${this.started.length + 1}`, request);
      run.stop = () => end(run, 'stopped');
      this.started.push({ request, run });
      return run;
    },
    recall: async (id: string): Promise<Run | undefined> => void this.recalled.push(id),
    delete: async (id: string): Promise<void> => void this.deleted.push(id),
  };

  readonly lost = new Set<string>();
  isLost = (run: string): boolean => this.lost.has(run);

  constructor(private readonly isRefused: (text: string) => boolean = () => false) {}

  readonly find = findModels;
  request: SweepHost['request'] = async ({ text }) => {
    if (this.isRefused(text)) throw new Error('It cannot be planned.');
    const backend = { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/gradlens' } as const;
    return { ...PLAIN_RUN, file: FILE, cwd: '/w', sources: [{ file: FILE, text }], backend };
  };
  save = async (file: SweepFile): Promise<void> => {
    this.saved = file;
  };
  log = (line: string): void => expect.fail(line);

  async run(index: number): Promise<SyntheticRun> {
    while (!this.started[index]) await new Promise((resolve) => setImmediate(resolve));
    return this.started[index].run;
  }
}

const change = (run: SyntheticRun, kind: RunChange['kind']) =>
  (run.changes as Emitter<RunChange>).fire({ kind } as RunChange);

function end(run: SyntheticRun, outcome: 'completed' | 'failed' | 'stopped', message: string | null = null): void {
  if (run.state.kind === 'ended') return;
  run.state = { kind: 'ended', outcome, exitCode: 0, message, verdict: null, endedAt: run.startedAt + 2000 };
  change(run, 'state');
}

function trained(run: SyntheticRun, losses: readonly number[]): void {
  const fit = run.fits[0] ?? new SyntheticFit({ loss: 'meanSquaredError', metrics: [], epochs: 9, location: null });
  run.fits = [fit];
  for (const loss of losses) {
    fit.train({ loss, norm: (layer) => layer + 0.25 });
    fit.endEpoch({ loss, val_loss: loss });
    change(run, 'epoch');
  }
}

const textsOf = ({ started }: Host) =>
  started.map(({ request }) => /units: \d+/.exec(request.sources[0]?.text ?? '')?.[0]);

describe('a sweep', () => {
  it('trains each combination, so many at once, and keeps what each came to', async () => {
    const host = new Host();
    const file = newSweep(planOf([4, 8, 16]), TEXT);
    const sweep = new Sweep(file, host);
    const [first, second] = [await host.run(0), await host.run(1)];
    expect(host.started).toHaveLength(2);
    trained(first, [3, 1, 2]);
    end(first, 'completed');
    trained(await host.run(2), [0.5]);
    for (const run of [second, await host.run(2)]) end(run, 'completed');
    const state = await sweep.finished;
    expect(textsOf(host)).toEqual(['units: 4', 'units: 8', 'units: 16']);
    expect(host.started.map(({ request }) => [request.seed, request.sweep])[1]).toEqual([7, { id: file.id, trial: 2 }]);
    expect(state.measure).toEqual({ name: 'val_loss', isLargerBetter: false, isValidation: true });
    expect(state.trials[0]).toMatchObject({
      ...{ status: 'completed', run: 'run 1', epochs: 3, last: 2, best: 1, bestEpoch: 1, seconds: 2 },
      firstGradient: 0.25,
    });
    expect(state.trials[1]).toMatchObject({ status: 'completed', best: null, failure: null });
    expect(state.outcome).toBe('completed');
    expect(host.saved).toMatchObject({ trials: state.trials, ownerPid: 0, text: TEXT });
  });

  it('has each trial train on its share of the data, for its epochs', async () => {
    const model = findModels(TEXT, FILE)[0];
    const own = model ? tunablesOf(model).map(({ parameter }) => parameter) : [];
    const parameters = own.flatMap((each) =>
      each.kind === 'data' ? [{ ...each, values: [0.1, 1] }] : each.kind === 'epochs' ? [{ ...each, values: [4] }] : [],
    );
    const host = new Host();
    const sweep = new Sweep(newSweep(planOf([], { parameters }), TEXT), host);
    for (const index of [0, 1]) end(await host.run(index), 'completed');
    await sweep.finished;
    expect(host.started.map(({ request }) => [request.share, request.epochs])).toEqual([
      [0.1, 4],
      [1, 4],
    ]);
  });

  it('has trials proposed one after another from what the others came to, and what was proposed trained again when it goes on', async () => {
    const plan = planOf([4, 8, 16], { search: { kind: 'optuna', count: 3, seed: 5 }, seeds: [7, 8], parallel: 3 });
    const asked: SearchHistory[] = [];
    const left = [16, 4, 8];
    const propose = async (history: SearchHistory) => {
      asked.push(history);
      return { [plan.parameters[0]?.id ?? '']: left.shift() ?? 0 };
    };
    const host = Object.assign(new Host(), { propose });
    const sweep = new Sweep(newSweep(plan, TEXT), host);
    trained(await host.run(0), [3, 1]);
    end(await host.run(0), 'completed');
    await host.run(3);
    sweep.stop();
    await sweep.finished;
    expect(textsOf(host)).toEqual(['units: 16', 'units: 16', 'units: 4', 'units: 4']);
    expect(host.started.map(({ request }) => request.seed)).toEqual([7, 8, 7, 8]);
    const { saved } = host;
    if (!saved) return expect.fail('it was saved');
    const later = Object.assign(new Host(), { propose });
    const again = new Sweep(saved, later);
    end(await later.run(0), 'failed', 'No such module.');
    for (const index of [3, 1, 2, 4]) end(await later.run(index), 'completed');
    await again.finished;
    expect(textsOf(later)).toEqual(['units: 16', 'units: 4', 'units: 4', 'units: 8', 'units: 8']);
    expect(asked.map(({ tried }) => tried.map(({ state, value }) => `${state} ${value}`))).toEqual([
      [],
      ['running null', 'running null'],
      ['complete 1', 'fail null', 'running null', 'running null'],
    ]);
    const nobody = await new Sweep(newSweep({ ...plan, seeds: [7], parallel: 1 }, TEXT), new Host()).finished;
    expect(nobody.trials[0]).toMatchObject({ status: 'failed', failure: expect.stringContaining('--ray ADDRESS') });
  });

  it('begins a trial anew whose machine was lost, and keeps it once', async () => {
    const host = new Host();
    const sweep = new Sweep(newSweep(planOf([4]), TEXT), host);
    trained(await host.run(0), [3, 2]);
    host.lost.add('run 1');
    end(await host.run(0), 'failed', 'The machine is gone.');
    const second = await host.run(1);
    expect(sweep.state.trials[0]).toMatchObject({ status: 'training', run: 'run 2', epochs: 0, best: null });
    expect(host.deleted).toEqual([]);
    trained(second, [3, 2, 1]);
    end(second, 'completed');
    const { trials } = await sweep.finished;
    expect(trials).toMatchObject([{ status: 'completed', run: 'run 2', epochs: 3, best: 1, failure: null }]);
    expect(host.deleted).toEqual(['run 1']);
  });

  it('goes on where one fails, be it planned or trained, and says why', async () => {
    const host = new Host((text) => text.includes('units: 4,'));
    const sweep = new Sweep(newSweep(planOf([4, 8, 16]), TEXT), host);
    end(await host.run(0), 'failed', 'No such module.');
    end(await host.run(1), 'completed');
    const { trials } = await sweep.finished;
    expect(trials.map(({ status, failure }) => [status, failure])).toEqual([
      ['failed', 'It cannot be planned.'],
      ['failed', 'No such module.'],
      ['completed', null],
    ]);
  });

  it('ends all that trains when it is stopped, and goes on from its file with what is left', async () => {
    const host = new Host();
    const sweep = new Sweep(newSweep(planOf([4, 8, 16, 32]), TEXT), host);
    trained(await host.run(0), [1]);
    end(await host.run(0), 'completed');
    trained(await host.run(1), [1]);
    await host.run(2);
    sweep.stop();
    expect((await sweep.finished).outcome).toBe('stopped');
    expect(host.started).toHaveLength(3);
    const { saved } = host;
    expect(saved?.trials.map(({ status }) => status)).toEqual(['completed', 'interrupted', 'interrupted', 'waiting']);
    if (!saved) return;
    const later = new Host();
    const again = new Sweep(saved, later);
    for (const index of [0, 1, 2]) end(await later.run(index), 'completed');
    const state = await again.finished;
    expect(textsOf(later)).toEqual(['units: 8', 'units: 16', 'units: 32']);
    expect([later.recalled, later.deleted]).toEqual([
      ['run 2', 'run 3'],
      ['run 2', 'run 3'],
    ]);
    expect(state.trials.map(({ status }) => status)).toEqual(Array(4).fill('completed'));
  });

  it('begins nothing after its minutes, lets what trains come to its end, and can be gone on with', async () => {
    const host = new Host();
    let now = 0;
    const plan = planOf([4, 8, 16], { minutes: 2, parallel: 1 });
    const sweep = new Sweep(newSweep(plan, TEXT), host, () => now);
    end(await host.run(0), 'completed');
    const under = await host.run(1);
    now = 120_000;
    end(under, 'completed');
    const { outcome, trials } = await sweep.finished;
    expect([outcome, ...trials.map(({ status }) => status)]).toEqual(['stopped', 'completed', 'completed', 'waiting']);
    if (!host.saved) return expect.fail('it was saved');
    const later = new Host();
    const again = new Sweep(host.saved, later);
    end(await later.run(0), 'completed');
    expect([(await again.finished).outcome, textsOf(later)]).toEqual(['completed', ['units: 16']]);
  });

  it('trains those that failed anew where that is asked for, and deletes what they recorded', async () => {
    const host = new Host();
    const sweep = new Sweep(newSweep(planOf([4, 8]), TEXT), host);
    end(await host.run(0), 'failed', 'No such module.');
    end(await host.run(1), 'completed');
    await sweep.finished;
    if (!host.saved) return expect.fail('it was saved');
    const later = new Host();
    const again = new Sweep(withFailedAnew(host.saved), later);
    end(await later.run(0), 'completed');
    const { trials } = await again.finished;
    expect([textsOf(later), later.deleted]).toEqual([['units: 4'], ['run 1']]);
    expect(trials.map(({ status, failure }) => [status, failure])).toEqual(Array(2).fill(['completed', null]));
  });

  it('comes to its end where the models cannot be found', async () => {
    const host = new Host();
    const said: string[] = [];
    const broken = {
      ...host,
      log: (line: string) => void said.push(line),
      find: () => Promise.reject(new Error('It hung.')),
    };
    const { trials } = await new Sweep(newSweep(planOf([4, 8]), TEXT), broken).finished;
    expect(said).toEqual(['It hung.']);
    expect(trials.map(({ status }) => status)).toEqual(['failed', 'failed']);
  });

  it('stops early what is behind after a third of the epochs', async () => {
    const host = new Host();
    const sweep = new Sweep(newSweep(planOf([4, 8], { stopEarly: true }), TEXT), host);
    trained(await host.run(0), [3, 2, 1]);
    trained(await host.run(1), [3, 2, 2]);
    end(await host.run(0), 'completed');
    const { trials } = await sweep.finished;
    expect(trials.map(({ status, epochs }) => `${status} ${epochs}`)).toEqual(['completed 3', 'stopped-early 3']);
  });
});
