import { describe, expect, it } from 'vitest';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import type { TrainerProblem } from '../../../src/protocol/trainer.js';
import { RecordedFit } from '../../../src/runs/live/recordedFit.js';
import type { StoredFit, StoredRun } from '../../../src/runs/stored/storedRun.js';
import type { RunChange } from '../../../src/runs/types.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';
import { endedAs, newRun, TRAINS } from './newRun.js';

const MEMORY = 1 << 20;
const summary = sampleFit();
const epoch = (number: number) => ({ fit: 1, epoch: number, step: (number + 1) * 10, logs: { loss: 1 } });

/** A fit of 5 epochs of 10 batches, of which so many came, one every 1.5 ms. */
function fitAfter(batches: number, given = summary): RecordedFit {
  const fit = new RecordedFit(given, MEMORY);
  fit.addRecords(sampleRecords(given, 0, batches));
  return fit;
}

/** The same as its files have it. */
function stored(batches: number, more: Partial<StoredFit> = {}): StoredFit {
  const { series, latest, samples } = fitAfter(batches);
  const snapshots = { activations: samples.activations, histograms: samples.histograms, ranks: samples.ranks };
  const from = (name: keyof typeof snapshots) => snapshots[name].snapshot();
  return {
    summary,
    epochs: [],
    end: null,
    stepMode: null,
    data: null,
    series,
    latest,
    samples: { activations: from('activations'), histograms: from('histograms'), ranks: from('ranks') } as never,
    ...more,
  };
}

const files = (fits: readonly StoredFit[], more: Partial<StoredRun> = {}) => ({
  read: () => Promise.resolve({ fits, problems: [], ended: null, output: NO_OUTPUT, ...more }),
});

const NO_OUTPUT = { lines: [], dropped: 0 };

const IDLE = { stop() {}, pause() {}, resume() {}, step() {}, pace() {}, rollBack() {} };

describe('a fit', () => {
  it('has the last row of what came as its latest batch', () => {
    const fit = fitAfter(25);
    const { step, epoch: of, loss, metrics, statistics } = sampleRecords(summary, 24, 1);
    expect(fit.latest).toEqual({ step: step[0], epoch: of[0], loss: loss[0], metrics, statistics });
    fit.addRecords(sampleRecords(summary, 25, 0));
    expect([fit.latest?.step, fit.batches, fit.series.length]).toEqual([24, 25, 25]);
  });

  it('counts batches by its records, and by its epochs where those tell of more', () => {
    const fit = new RecordedFit(summary, MEMORY);
    expect(fit.batches).toBe(0);
    fit.addEpoch(epoch(1));
    expect(fit.batches).toBe(20);
    fit.addRecords(sampleRecords(summary, 0, 30));
    expect(fit.batches).toBe(30);
  });

  it('keeps samples apart from batches', () => {
    const fit = new RecordedFit(summary, MEMORY);
    fit.addRecords(oneSample(activationStream, 1, 7, Float32Array.of(1, 2, 3, 4)));
    expect([fit.samples.activations.count, fit.samples.histograms.count, fit.series.length]).toEqual([1, 0, 0]);
    expect(fit.samples.activations.latest).toMatchObject({ step: 7 });
  });

  it('foretells the rest of its time from its pace, and has none of either once it has ended', () => {
    const fit = fitAfter(30);
    expect(fit.batchesPerSecond).toBeCloseTo(1000 / 1.5);
    expect(fit.timeLeft).toBeCloseTo(20 * 1.5);
    expect(fitAfter(60).timeLeft).toBe(0);
    expect(fitAfter(30, { ...summary, initialEpoch: 2 }).timeLeft).toBe(0);
    expect(fitAfter(30, { ...summary, epochs: null }).timeLeft).toBeNull();
    const unknown = fitAfter(30, { ...summary, batchesPerEpoch: null });
    expect(unknown.timeLeft).toBeNull();
    unknown.addEpoch({ ...epoch(0), step: 20 });
    unknown.addEpoch({ ...epoch(1), step: 25 });
    expect(unknown.timeLeft).toBeCloseTo(70 * 1.5);
    fit.paused();
    expect([fit.batchesPerSecond, fit.timeLeft]).toEqual([null, null]);
    const done = fitAfter(30);
    done.close('stopped');
    expect([done.batchesPerSecond, done.timeLeft]).toEqual([null, null]);
    expect(done.end).toEqual({ fit: 1, outcome: 'stopped', epochs: 0, batches: 30, seconds: 0.0435 });
    done.close('failed');
    expect(done.end?.outcome).toBe('stopped');
  });

  it('takes what its files hold where that is more, and keeps what it has where it is not', () => {
    const end = { fit: 1, outcome: 'completed' as const, epochs: 3, batches: 30, seconds: 2 };
    const more = { epochs: [epoch(0), epoch(1)], end, stepMode: { fit: 1, step: 5, mode: 'compiled', reason: null } };
    const fit = fitAfter(20);
    fit.addEpoch(epoch(0));
    fit.fill(stored(30, more as Partial<StoredFit>));
    expect(fit).toMatchObject({ batches: 30, end, stepMode: { step: 5 }, series: { length: 30 } });
    expect(fit.epochs).toHaveLength(2);
    fit.fill(stored(10, { epochs: [epoch(0)], end: { ...end, epochs: 1 }, stepMode: null }));
    expect(fit).toMatchObject({ batches: 30, end, stepMode: { step: 5 }, series: { length: 30 } });
    expect(fit.epochs).toHaveLength(2);
  });

  it('gives its series up, and the rest stays', () => {
    const fit = fitAfter(20);
    fit.dropSeries();
    expect([fit.hasSeries, fit.series.length, fit.series.bytes, fit.batches]).toEqual([false, 0, 0, 20]);
    expect(fit.series.read('loss', 0, 20, 5)).toMatchObject({ size: 1, from: 0, min: new Float32Array() });
    fit.settle();
    expect([fit.hasSeries, fit.series.length]).toEqual([true, 0]);
  });
});

describe('a run', () => {
  const problem: TrainerProblem = {
    kind: 'model',
    severity: 'error',
    message: 'It broke.',
    location: null,
    stack: null,
  };

  it('tells of each change once, with its fit', () => {
    const run = newRun(TRAINS);
    const told: RunChange['kind'][] = [];
    run.onDidChange(({ kind }) => told.push(kind));
    run.addFit(summary, MEMORY);
    run.changeFit(1, 'records', (fit) => fit.addRecords(sampleRecords(summary, 0, 3)));
    run.changeFit(2, 'records', () => expect.unreachable('a fit that was never announced'));
    run.apply({ kind: 'phase', phase: 'training' });
    run.apply({ kind: 'phase', phase: 'paused' });
    expect(run.fits[0]?.batchesPerSecond).toBeNull();
    run.addProblem(problem);
    run.keepModel('/runs/1/model');
    run.mark({ pinned: true, name: 'first', note: null });
    expect(told).toEqual(['fitStarted', 'records', 'state', 'problem', 'state', 'state']);
    expect([run.keptModel, run.marks.name, run.problems]).toEqual(['/runs/1/model', 'first', [problem]]);
  });

  it('trains a step unless its numbers are broken, and no slower than it is told while it goes on', () => {
    const asked: unknown[] = [];
    const control = {
      ...IDLE,
      step: (unit: string) => asked.push(unit),
      pace: (interval: number) => asked.push(interval),
    };
    const run = newRun({ kind: 'active', phase: 'paused' });
    run.setPace(5);
    expect([run.pace, asked]).toEqual([null, []]);
    run.control = control;
    run.step('batch');
    run.setPace(20);
    expect(run.pace).toBe(20);
    run.setPace(null);
    run.apply({ kind: 'phase', phase: 'broken' });
    run.step('epoch');
    expect(asked).toEqual(['batch', 50, 0]);
  });

  it('rolls back only while its numbers are broken', () => {
    const rolled: unknown[] = [];
    const control = { ...IDLE, rollBack: (how: unknown) => rolled.push(how) };
    const how = { learningRate: 0.1 } as never;
    for (const phase of ['training', 'broken'] as const) {
      const run = newRun({ kind: 'active', phase });
      run.control = control;
      run.rollBack(how);
    }
    expect(rolled).toEqual([how]);
  });

  it('ends its open fits as stopped where somebody stopped it, else as failed', () => {
    const outcomes = (['closed', 'grace-period', 'unreadable', null] as const).map((reason) => {
      const run = newRun(TRAINS);
      run.addFit(summary, MEMORY);
      if (reason) run.apply({ kind: 'killed', reason });
      const exit = { code: null, signal: 'SIGKILL' as const, error: null };
      run.apply({ kind: 'exited', exit: exit as never, lastErrors: '', verdict: null, at: 5 });
      return run.fits[0]?.end?.outcome;
    });
    expect(outcomes).toEqual(['stopped', 'stopped', 'failed', 'failed']);
  });

  it('is read back whole, once, however often it is asked for', async () => {
    let reads = 0;
    const end = { fit: 1, outcome: 'completed' as const, epochs: 3, batches: 30, seconds: 2 };
    const { read } = files([stored(30, { end })], {
      problems: [problem],
      ended: { outcome: 'completed', exitCode: 0 },
      output: { lines: [{ text: 'done', isError: false }], dropped: 3 },
    });
    const counted = () => {
      reads++;
      return read();
    };
    const run = newRun(endedAs('completed'), { read: counted });
    expect(run.loaded).toBe(false);
    await Promise.all([run.load(), run.load()]);
    await run.load();
    expect([reads, run.loaded, run.fits.length, run.fits[0]?.series.length]).toEqual([1, true, 1, 30]);
    expect(run.problems).toEqual([problem]);
    expect([run.output.lines.length, run.output.dropped]).toEqual([1, 3]);
    run.fits[0]?.dropSeries();
    expect(run.loaded).toBe(false);
    await run.load();
    expect([reads, run.fits[0]?.series.length]).toEqual([2, 30]);
  });

  it('says at which epoch it was interrupted, once its fits are read', async () => {
    const run = newRun(endedAs('interrupted'), files([stored(25)]));
    await run.load();
    expect(run.state).toMatchObject({ message: expect.stringMatching(/^Interrupted at epoch 3 of 5: /) });
    expect(run.fits[0]?.end).toMatchObject({ outcome: 'failed', batches: 25 });
  });

  it('goes on with what it has where its files cannot be read, and asks no more', async () => {
    const log: string[] = [];
    const run = newRun(endedAs('completed'), { log: (line) => log.push(line) });
    await run.load();
    expect([run.loaded, log]).toEqual([true, ['The files of run run cannot be read: Error: There are no files']]);
  });

  it('counts what a killed trainer had written and not sent', async () => {
    const end = { fit: 1, outcome: 'stopped' as const, epochs: 3, batches: 30, seconds: 2 };
    const run = newRun(TRAINS, files([stored(30, { end })], { ended: { outcome: 'stopped', exitCode: 0 } }));
    run.addFit(summary, MEMORY);
    run.changeFit(1, 'records', (fit) => fit.addRecords(sampleRecords(summary, 0, 10)));
    await run.readFiles();
    expect([run.fits.length, run.fits[0]?.batches, run.saidGoodbye]).toEqual([1, 30, true]);
    const exit = { code: 0, signal: null, error: null };
    const state = run.foresee({ kind: 'exited', exit: exit as never, lastErrors: '', verdict: null, at: 5 });
    expect(state).toMatchObject({ kind: 'ended', outcome: 'stopped', exitCode: 0, endedAt: 5 });
    expect(run.state.kind).toBe('active');
  });

  it('adds to what was told what only its files have, and says nothing twice', async () => {
    const end = { fit: 1, outcome: 'stopped' as const, epochs: 3, batches: 30, seconds: 2 };
    const second = { ...summary, fit: 2, layers: [] };
    const stores = files([stored(30, { end }), stored(5, { summary: second })], {
      problems: [problem, { ...problem, message: 'It broke again.' }],
      ended: { outcome: 'failed', exitCode: 9 },
    });
    const log: string[] = [];
    const run = newRun(TRAINS, { ...stores, log: (line) => log.push(line) });
    run.onDidChange(() => {
      throw new Error('deaf');
    });
    run.addFit(summary, MEMORY);
    run.addProblem(problem);
    run.changeFit(1, 'fitEnded', (fit) => {
      fit.end = end;
    });
    run.apply({ kind: 'trainerEnded', outcome: 'completed', exitCode: 0 });
    expect(run.largestStep).toMatchObject({ kind: 'dense', operations: expect.any(Number) });
    await run.readFiles();
    expect(run.fits.map(({ summary: { fit }, batches }) => [fit, batches])).toEqual([
      [1, 30],
      [2, 5],
    ]);
    expect(run.problems.map(({ message }) => message)).toEqual(['It broke.', 'It broke again.']);
    expect(log[0]).toBe('A listener for run run failed: Error: deaf');
    // The second fit is still open, and the first error is what ended it; the trainer's own last word stands.
    run.apply({ kind: 'exited', exit: { code: 0, signal: null, error: null }, lastErrors: '', verdict: null, at: 5 });
    expect(run.state).toMatchObject({ outcome: 'failed', message: 'It broke.', exitCode: 0 });
    expect(run.fits.map((fit) => fit.end?.outcome)).toEqual(['stopped', 'failed']);
  });

  it('counts fits that only its files tell of', async () => {
    const last = (fit: StoredFit) => {
      const run = newRun(TRAINS, files([fit], { ended: { outcome: 'completed', exitCode: 0 } }));
      return run.readFiles().then(() => {
        const exit = { code: 0, signal: null, error: null };
        return run.foresee({ kind: 'exited', exit, lastErrors: '', verdict: null, at: 5 });
      });
    };
    const end = { fit: 1, outcome: 'completed' as const, epochs: 3, batches: 30, seconds: 2 };
    expect(await last(stored(30, { end }))).toMatchObject({ outcome: 'completed', message: null });
    expect(await last(stored(30))).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(/during training/),
    });
  });

  it('has no fit whose series are still in files once they were read, whatever they held', async () => {
    const run = newRun(TRAINS, files([]));
    run.addFit(summary, MEMORY);
    run.fits[0]?.dropSeries();
    expect(run.loaded).toBe(false);
    await run.load();
    expect([run.loaded, run.fits[0]?.series.length]).toEqual([true, 0]);
  });

  it('knows its best value and largest step from its header until there are fits', () => {
    const best = { name: 'loss', value: 1, fit: 1, epoch: 0 };
    const run = newRun(TRAINS, { best, largestStep: { kind: 'recurrent', operations: 7 } });
    expect([run.best, run.largestStep, newRun(TRAINS).largestStep]).toEqual([
      best,
      { kind: 'recurrent', operations: 7 },
      null,
    ]);
    run.addFit(summary, MEMORY);
    run.changeFit(1, 'epoch', (fit) => fit.addEpoch({ ...epoch(0), logs: { loss: 0.5 } }));
    expect([run.best?.value, run.largestStep?.kind]).toEqual([0.5, 'dense']);
  });

  it('is as good as the fit that its verdict is of, whatever others came to', () => {
    const run = newRun(TRAINS);
    for (const [fit, accuracy] of [0.9, 0.5].entries()) {
      run.addFit({ ...summary, fit: fit + 1 }, MEMORY);
      run.changeFit(fit + 1, 'epoch', (each) => {
        each.addEpoch({ ...epoch(0), fit: fit + 1, logs: { loss: 1, val_acc: accuracy } });
      });
    }
    expect(run.best).toMatchObject({ value: 0.9, fit: 1 });
    const broke = { fit: 2, step: 1, isInfinite: false, first: 'loss', layer: null } as const;
    run.addProblem({ ...problem, kind: 'not-a-number', broke });
    run.judge();
    expect(run.judgement?.verdict.text).toMatch(/^fit 2: /);
    expect(run.best).toEqual({ name: 'val_acc', value: 0.5, fit: 2, epoch: 0 });
  });

  it('takes commands without harm where nothing drives it', () => {
    const run = newRun({ kind: 'active', phase: 'broken' });
    for (const command of ['stop', 'pause', 'resume'] as const) run[command]();
    run.rollBack('clipping');
    expect(run.state).toEqual({ kind: 'active', phase: 'broken' });
  });
});
