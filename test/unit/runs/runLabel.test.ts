import { describe, expect, it } from 'vitest';
import { PLAIN_RUN, type RunRequest } from '../../../src/protocol/runRequest.js';
import { NO_MARKS } from '../../../src/runs/marks.js';
import { modelKey, previousRunOf } from '../../../src/runs/previousRun.js';
import { bestEpochText, runLabel, runTitle } from '../../../src/runs/runLabel.js';
import type { RunState } from '../../../src/runs/types.js';

const request: RunRequest = {
  ...PLAIN_RUN,
  file: '/project/train.js',
  cwd: '/project',
  model: { file: '/project/net.js', name: 'model', line: 3 },
  backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/' },
};
const ended: Extract<RunState, { kind: 'ended' }> = {
  kind: 'ended',
  outcome: 'completed',
  exitCode: 0,
  message: null,
  verdict: { kind: 'learns-well', text: 'Learns well: accuracy 0.98' },
  endedAt: 13_000,
};
const run = { request, marks: NO_MARKS, startedAt: 1000, best: null, state: ended as RunState };

describe('the label of a run', () => {
  it('says model, result with its best value, and duration', () => {
    const best = { name: 'val_acc', value: 0.971, fit: 1, epoch: 3 };
    expect(runLabel({ ...run, best, marks: { ...NO_MARKS, name: 'wide' } })).toEqual({
      model: 'model · net.js',
      name: 'wide',
      result: 'Learns well: accuracy 0.98 · best val_acc 0.971',
      word: 'Learns well',
      duration: '12 s',
    });
  });

  it('says how it ended where that is not by itself, and nothing of what is undecided', () => {
    const undecided = { kind: 'undecided', text: 'Too short to tell' } as const;
    const best = { name: 'loss', value: 0.5, fit: 1, epoch: 0 };
    const result = (state: RunState) => runLabel({ ...run, state, best }).result;
    expect(result({ ...ended, outcome: 'stopped' })).toBe('Learns well: accuracy 0.98 · stopped · loss 0.500');
    expect(result({ ...ended, verdict: undecided })).toBe('loss 0.500');
    expect(runLabel({ ...run, state: { ...ended, verdict: null } }).result).toBe('Completed');
    expect(runLabel({ ...run, state: { ...ended, verdict: null, outcome: 'failed' } }).result).toBe('Failed');
    expect(result({ kind: 'starting' })).toBeNull();
    const word = (state: RunState) => runLabel({ ...run, state }).word;
    expect(word({ ...ended, outcome: 'stopped' })).toBe('Stopped');
    expect(word({ ...ended, verdict: undecided })).toBe('Completed');
    expect(word({ kind: 'starting' })).toBeNull();
  });

  it('says each way in which it may have ended', () => {
    const outcomes = ['killed', 'interrupted', 'nothing-trained', 'newer-format'] as const;
    const results = outcomes.map((outcome) => runLabel({ ...run, state: { ...ended, verdict: null, outcome } }).result);
    expect(results).toEqual(['Killed', 'Interrupted', 'Nothing trained', 'Recorded by a newer GradLens']);
    const verdict = { kind: 'undecided', text: 'Too short to tell' } as const;
    expect(runLabel({ ...run, state: { ...ended, verdict } }).result).toBe('Completed');
  });

  it('names the epoch of its best value, of several fits the fit too', () => {
    const best = { name: 'val_acc', value: 0.971, fit: 2, epoch: 3 };
    expect(bestEpochText(best, { fits: [1] as never })).toBe('epoch 4');
    expect(bestEpochText(best, { fits: [1, 2] as never })).toBe('epoch 4 of fit 2');
    expect([runTitle({ name: null, model: 'm' }), runTitle({ name: 'wide', model: 'm' })]).toEqual(['m', 'wide · m']);
  });

  it('names the file where no model was meant', () => {
    expect(runLabel({ ...run, request: { ...request, model: null } }).model).toBe('train.js');
  });
});

describe('the run before a run', () => {
  const at = (startedAt: number, model = request.model) => ({ startedAt, request: { ...request, model } });

  it('is the last one of the same model, wherever that stands by now and whatever trained it', () => {
    const first = at(1);
    const moved = at(2, { file: '/project/net.js', name: 'model', line: 9 });
    const other = at(3, { file: '/project/net.js', name: 'other', line: 3 });
    const last = { startedAt: 4, request: { ...request, file: '/project/other.js' } };
    const all = [last, other, moved, first];
    expect(previousRunOf(last, all)).toBe(moved);
    expect(previousRunOf(moved, all)).toBe(first);
    expect(previousRunOf(first, all)).toBeNull();
    expect(previousRunOf(other, all)).toBeNull();
  });

  it('of a whole file is of the whole file', () => {
    expect(modelKey(at(1, null))).toBe('/project/train.js');
    expect(previousRunOf(at(2, null), [at(1), at(0, null)])?.startedAt).toBe(0);
  });
});
