import { describe, expect, it } from 'vitest';
import { Emitter } from '../../../src/lifecycle/emitter.js';
import type { SweepFile, SweepState } from '../../../src/protocol/sweep.js';
import { newSweep, type SweepChange } from '../../../src/sweep/sweep.js';
import { type OpenSweep, Sweeps, type SweepTraining } from '../../../src/sweep/sweeps.js';

const PLAN: SweepFile['plan'] = {
  file: '/w/net.js',
  model: { name: 'model', line: 1 },
  parameters: [
    {
      id: 'units',
      name: 'units',
      kind: 'literal',
      line: 2,
      whole: true,
      scale: 'log',
      values: [1, 2],
      isRange: false,
      own: 1,
    },
  ],
  search: { kind: 'grid' },
  seeds: [1],
  epochs: null,
  stopEarly: false,
  minutes: null,
  parallel: 1,
  launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
};

/** A training that ends when the test says so, or when it is stopped. */
function trainingOf(file: SweepFile) {
  const done: string[] = [];
  const changes = new Emitter<SweepChange>();
  let end: (state: SweepState) => void = () => {};
  const finished = new Promise<SweepState>((resolve) => {
    end = resolve;
  });
  const stop = () => {
    done.push('stop');
    end({ ...file, outcome: 'stopped' });
  };
  const training: SweepTraining = {
    sweep: { state: file, onDidChange: changes.event, finished, stop, dispose: stop },
    runs: { close: async () => void done.push('close') },
  };
  return { training, changes, done, end };
}

function opened(sweeps: Sweeps) {
  const file = newSweep(PLAN, 'text');
  const asked: unknown[] = [];
  const trainings: ReturnType<typeof trainingOf>[] = [];
  const open: OpenSweep = {
    file,
    place: 'net.js:1',
    train: async (left) => {
      asked.push(left.outcome, ...left.trials.flatMap(({ status }) => (status === 'waiting' ? [] : [status])));
      const one = trainingOf(left);
      trainings.push(one);
      return one.training;
    },
    show: async (run) => void asked.push(`show ${run}`),
    put: async ({ trial }) => void asked.push(`put ${trial}`),
  };
  sweeps.open(open);
  return { file, open, asked, trainings };
}

describe('the sweep of a window', () => {
  it('is shown before it trains, trains once, and stays as it ended, to be gone on with', async () => {
    const sweeps = new Sweeps();
    expect(sweeps.version).toBeNull();
    const { file, asked, trainings } = opened(sweeps);
    expect([sweeps.current?.id, sweeps.isTraining]).toEqual([file.id, false]);
    const both = Promise.all([sweeps.train(), sweeps.train()]);
    expect([sweeps.isStarting, sweeps.isTraining]).toEqual([true, false]);
    await both;
    expect(sweeps.isStarting).toBe(false);
    await sweeps.train();
    expect([trainings.length, sweeps.isTraining]).toEqual([1, true]);
    const [one] = trainings;
    const before = sweeps.version;
    one?.changes.fire({ kind: 'ended' });
    expect(sweeps.version).not.toBe(before);
    sweeps.stop();
    await expect.poll(() => sweeps.isTraining).toBe(false);
    expect([sweeps.current?.outcome, one?.done.at(-1)]).toEqual(['stopped', 'close']);
    await sweeps.train();
    expect(asked).toEqual([null, 'stopped']);
    await sweeps.close();
  });

  it('ends its processes where another one is opened, where it is closed, and where it was closed while it was asked about', async () => {
    const sweeps = new Sweeps();
    const first = opened(sweeps);
    await sweeps.train();
    const second = opened(sweeps);
    expect(first.trainings[0]?.done).toContain('stop');
    const starting = sweeps.train();
    sweeps.discard();
    await starting;
    expect([sweeps.current, sweeps.isTraining]).toEqual([null, false]);
    await sweeps.close();
    expect(first.trainings[0]?.done).toContain('close');
    expect(second.trainings[0]?.done).toEqual(['stop', 'close']);
  });

  it('trains what failed anew only where that is asked for', async () => {
    const sweeps = new Sweeps();
    const { open, file, asked } = opened(sweeps);
    const trials = file.trials.map((trial) => (trial.trial === 1 ? { ...trial, status: 'failed' as const } : trial));
    sweeps.open({ ...open, file: { ...file, trials } });
    await sweeps.train();
    sweeps.open({ ...open, file: { ...file, trials } });
    await sweeps.train(true);
    expect(asked).toEqual([null, 'failed', null, 'interrupted']);
    await sweeps.close();
  });

  it('does nothing where a person gives up', async () => {
    const sweeps = new Sweeps();
    const { open } = opened(sweeps);
    sweeps.open({ ...open, train: async () => null });
    await sweeps.train();
    expect([sweeps.isTraining, sweeps.current?.trials.length]).toEqual([false, 2]);
  });

  it('shows the run of a training that has one, and puts values of any', async () => {
    const sweeps = new Sweeps();
    const { open, file, asked } = opened(sweeps);
    const trials = file.trials.map((trial) => ({ ...trial, run: trial.trial === 2 ? 'run 2' : null }));
    sweeps.open({ ...open, file: { ...file, trials } });
    for (const trial of [1, 2, 3]) await sweeps.show(trial);
    for (const trial of [1, 3]) await sweeps.put(trial);
    expect(asked).toEqual(['show run 2', 'put 1']);
  });
});
