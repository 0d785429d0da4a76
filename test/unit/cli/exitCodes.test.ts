import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/cli/exitCodes.js';
import type { TrainerProblem, TrainerProblemKind } from '../../../src/protocol/trainer.js';
import type { Fit, RunEndOutcome } from '../../../src/runs/types.js';

const code = (outcome: RunEndOutcome, problem?: TrainerProblemKind, trained = false, interrupted = false) => {
  const problems: TrainerProblem[] = problem
    ? [{ kind: problem, severity: 'error', message: '', location: null, stack: null }]
    : [];
  const fits = trained ? [{ latest: {} } as Fit] : [];
  const state = { kind: 'ended' as const, outcome, exitCode: 0, message: null, verdict: null, endedAt: 0 };
  return exitCodeOf({ state, problems, fits }, interrupted);
};

describe('exit codes', () => {
  it.each<[number, RunEndOutcome, TrainerProblemKind | undefined]>([
    [0, 'completed', undefined],
    [1, 'failed', 'user-code'],
    [1, 'failed', 'syntax'],
    [1, 'failed', 'missing-package'],
    [1, 'failed', undefined],
    [1, 'killed', undefined],
    [3, 'nothing-trained', undefined],
    [3, 'failed', 'backend'],
    [3, 'failed', 'unsupported-on-wasm'],
    [130, 'stopped', undefined],
  ])('%d for %s, %s', (expected, outcome, problem) => {
    expect(code(outcome, problem)).toBe(expected);
  });

  it('is 1 where a model was trained and could not be saved as asked', () => {
    const state = {
      kind: 'ended' as const,
      outcome: 'completed' as const,
      exitCode: 0,
      message: null,
      verdict: null,
      endedAt: 0,
    };
    const problem: TrainerProblem = {
      kind: 'model-storage',
      severity: 'warning',
      message: '',
      location: null,
      stack: null,
    };
    const run = { state, problems: [problem], fits: [] };
    expect(exitCodeOf(run, false, true)).toBe(1);
    expect(exitCodeOf(run, false, false)).toBe(0);
  });

  it('is 1 where something was trained before a net that the backend cannot train', () => {
    expect(code('failed', 'unsupported-on-wasm', true)).toBe(1);
  });

  it.each<RunEndOutcome>(['completed', 'failed', 'killed', 'nothing-trained', 'stopped'])(
    'is 130 for every interrupted run, such as one that %s',
    (outcome) => {
      expect(code(outcome, undefined, true, true)).toBe(130);
    },
  );
});
