import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../../src/lifecycle/emitter.js';
import type { DataEvidence } from '../../../src/protocol/dataEvidence.js';
import type { TrainerProblem } from '../../../src/protocol/trainer.js';
import { judgeWhileLive } from '../../../src/runs/live/judging.js';
import { RunJudge } from '../../../src/runs/live/runJudge.js';
import type { RunChange } from '../../../src/runs/types.js';
import { SyntheticFit } from '../../webview/support/syntheticRun.js';

const PROBLEM: TrainerProblem = {
  kind: 'not-a-number',
  severity: 'warning',
  message: 'NaN',
  location: null,
  stack: null,
};

describe('a run that trains is judged', () => {
  const changes = new Emitter<RunChange>();
  const judge = vi.fn();
  const fit = new SyntheticFit();
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    judge.mockReset();
    const live = judgeWhileLive({ judge, onDidChange: changes.event });
    stop = () => live.dispose();
  });
  afterEach(() => {
    stop();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('once a second, however much comes', () => {
    for (let batch = 0; batch < 350; batch++) {
      changes.fire({ kind: 'records', fit });
      vi.advanceTimersByTime(10);
    }
    expect(judge).toHaveBeenCalledTimes(3);
    vi.advanceTimersByTime(60_000);
    expect(judge).toHaveBeenCalledTimes(4);
  });

  it('at once where a problem has come, and not again for what came before it', () => {
    changes.fire({ kind: 'records', fit });
    changes.fire({ kind: 'problem', problem: PROBLEM });
    vi.advanceTimersByTime(0);
    expect(judge).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(judge).toHaveBeenCalledTimes(1);
  });

  it('where an epoch has ended, but not again at once, nor in the first moments of a fit', () => {
    vi.advanceTimersByTime(10_000);
    changes.fire({ kind: 'fitStarted', fit });
    for (let epoch = 0; epoch < 29; epoch++) {
      changes.fire({ kind: 'epoch', fit });
      vi.advanceTimersByTime(100);
    }
    expect(judge).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(900);
    expect(judge).toHaveBeenCalledTimes(3);
    for (let epoch = 0; epoch < 50; epoch++) {
      changes.fire({ kind: 'epoch', fit });
      vi.advanceTimersByTime(10);
    }
    expect(judge).toHaveBeenCalledTimes(9);
  });

  it('after the end of a fit with what comes within the second: a run may hold thousands', () => {
    for (let count = 0; count < 1000; count++) changes.fire({ kind: 'fitEnded', fit });
    vi.advanceTimersByTime(500);
    expect(judge).not.toHaveBeenCalled();
    vi.advanceTimersByTime(500);
    expect(judge).toHaveBeenCalledTimes(1);
  });

  /** Milliseconds between judgements that each take so long, of the clock's and of the processor's. */
  function pauses(wall: number, cpu: number, kind: 'records' | 'epoch' = 'records', isNew = false): number[] {
    let spent = 0;
    const times: number[] = [];
    judge.mockImplementation(() => {
      times.push(Date.now());
      vi.setSystemTime(Date.now() + wall);
      spent += cpu;
    });
    vi.spyOn(performance, 'now').mockImplementation(() => Date.now());
    vi.spyOn(process, 'cpuUsage').mockImplementation((before) => {
      return { user: spent * 600 - (before?.user ?? 0), system: spent * 400 - (before?.system ?? 0) };
    });
    if (isNew) changes.fire({ kind: 'fitStarted', fit });
    for (let tick = 0; tick < 10_000; tick += 100) {
      changes.fire({ kind, fit });
      vi.advanceTimersByTime(100);
    }
    return times.slice(1).map((time, index) => Math.round((time - wall - (times[index] ?? 0)) / 100) * 100);
  }

  it('less often where judging takes long, so that it takes no more than a hundredth of the time', () => {
    // The first one is not counted.
    expect(pauses(20, 20).slice(0, 3)).toEqual([1000, 2000, 2000]);
    expect(pauses(4, 4, 'epoch').slice(0, 3)).toEqual([400, 400, 400]);
  });

  it('but once a fit has trained for a few seconds, from when on it may be told that it learns nothing', () => {
    expect(pauses(40, 40, 'records', true).slice(0, 3)).toEqual([1000, 1200, 3100]);
  });

  it('but every three seconds, so that what is wrong is told in time', () => {
    expect(pauses(200, 200).slice(0, 3)).toEqual([1000, 3000, 3000]);
  });

  it('as ever where the machine was busy with something else', () => {
    expect(pauses(200, 5).slice(0, 2)).toEqual([1000, 1000]);
  });

  it('not where nothing of it has changed that counts, nor after its end', () => {
    changes.fire({ kind: 'state' });
    changes.fire({ kind: 'judged' });
    vi.advanceTimersByTime(60_000);
    changes.fire({ kind: 'records', fit });
    stop();
    vi.advanceTimersByTime(60_000);
    expect(judge).not.toHaveBeenCalled();
  });
});

it('Each rule that fails is told once, and the others go on', () => {
  const fit = new SyntheticFit({ loss: 'meanSquaredError', metrics: [] });
  for (let batch = 0; batch < 60; batch++) fit.train({ loss: 1, norm: () => 1, takes: 100 });
  fit.data = {
    fit: 1,
    targets: null,
    get inputs(): DataEvidence['inputs'] {
      throw new Error('no inputs');
    },
  };
  const lines: string[] = [];
  const judging = new RunJudge(
    () => ({}),
    (line) => lines.push(line),
  );
  expect(judging.judge({ fits: [fit], problems: [] })).toBe(true);
  expect(judging.judge({ fits: [fit], problems: [] })).toBe(false);
  const failed = ['leaked-target', 'input-scale'].map((rule) => `The rule ${rule} failed: Error: no inputs`);
  expect(lines).toEqual(failed);
  expect(judging.judgement?.fits[0]?.findings.map(({ rule }) => rule)).toContain('no-progress');
});
