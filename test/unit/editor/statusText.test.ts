import { describe, expect, it } from 'vitest';
import { actionLens } from '../../../src/editor/lenses/lensTitles.js';
import { problemText } from '../../../src/editor/problems/problemText.js';
import { backendLabel, runStatus } from '../../../src/editor/text/runStatus.js';
import { formatNumber, formatTimes } from '../../../src/protocol/numberText.js';
import type { Verdict } from '../../../src/protocol/verdict.js';
import type { Run } from '../../../src/runs/types.js';
import { fitOf } from './fitOf.js';

const live = (
  phase: 'training' | 'paused' | 'between-fits' | 'held-open' | 'loading',
): Pick<Run, 'state' | 'judgement'> => ({
  state: { kind: 'active', phase },
  judgement: null,
});
const ended = (
  outcome: 'completed' | 'stopped' | 'failed' | 'killed' | 'nothing-trained',
  verdict: Verdict | null = null,
): Pick<Run, 'state' | 'judgement'> => ({
  state: { kind: 'ended', outcome, exitCode: 0, message: null, verdict, endedAt: 0 },
  judgement: null,
});
const epochs = (count: number, loss: number) =>
  Array.from({ length: count }, (_, epoch) => ({ fit: 1, epoch, step: epoch, logs: { loss } }));

it('names a backend by its package and version', () => {
  const version = '4.22.0';
  expect(backendLabel({ kind: 'tfjs-node', version })).toBe('tfjs-node 4.22.0');
  expect(backendLabel({ kind: 'tfjs-node', package: 'tfjs-node-gpu', version })).toBe('tfjs-node-gpu 4.22.0');
  expect(backendLabel({ kind: 'wasm', version })).toBe('WASM 4.22.0 (embedded)');
});

describe('runStatus', () => {
  it('tells epoch, loss and the first metric while training', () => {
    expect(runStatus(live('training'), fitOf([{ line: 2, norms: [1] }]))).toBe('epoch 3/20 · loss 0.231 · acc 0.91');
    expect(runStatus(live('paused'), fitOf([{ line: 2, norms: [1] }]))).toBe(
      'paused · epoch 3/20 · loss 0.231 · acc 0.91',
    );
  });

  it('counts steps where the loop is the code’s own, and epochs without a known end', () => {
    const steps = fitOf([{ line: 2, norms: [1, 1] }], { kind: 'steps', epochs: null, metrics: [] });
    expect(runStatus(live('training'), steps)).toBe('step 2 · loss 0.231');
    const open = fitOf([{ line: 2, norms: [1] }], { epochs: null, metrics: [] });
    expect(runStatus(live('training'), open)).toBe('epoch 3 · loss 0.231');
  });

  it('begins with the verdict of a run that has ended, unless there is none', () => {
    const fit = fitOf([{ line: 2, norms: [1] }], {}, { epochs: epochs(2, Number.NaN) });
    const text = 'NaN at batch 38, first in the loss';
    expect(runStatus(ended('completed', { kind: 'not-a-number', text }), fit)).toBe(`${text} · ran 2 epochs`);
    expect(runStatus(ended('stopped', { kind: 'learns', text: 'Learns: acc 0.7' }), fit)).toBe(
      'Learns: acc 0.7 · stopped after 2 epochs',
    );
    const undecided = { kind: 'undecided', text: 'Undecided: random data' } as const;
    expect(runStatus(ended('completed', undecided), fit)).toBe('ran 2 epochs · loss NaN');
  });

  it('begins with the verdict of a fit that trains where that is bad', () => {
    const fit = fitOf([{ line: 2, norms: [1] }], { epochs: 20, metrics: [] });
    const judged = (verdict: Verdict) => ({
      ...live('training'),
      judgement: { verdict, fits: [{ fit, isFinal: false, verdict, findings: [] }] },
    });
    const text = 'Learns nothing: loss 1.10 is guessing (1.10)';
    expect(runStatus(judged({ kind: 'learns-nothing', text }), fit)).toBe(`${text} · epoch 3/20`);
    expect(runStatus(judged({ kind: 'learns-well', text: 'Learns well: loss 0.23' }), fit)).toBe(
      'epoch 3/20 · loss 0.231',
    );
  });

  it('sums an ended run up', () => {
    const fit = fitOf([{ line: 2, norms: [1] }], {}, { epochs: epochs(20, 0.04) });
    expect(runStatus(ended('completed'), fit)).toBe('ran 20 epochs · loss 0.0400');
    expect(runStatus(ended('stopped'), fit)).toBe('stopped after 20 epochs · loss 0.0400');
    expect(runStatus(ended('failed'), fitOf([{ line: 2, norms: [1] }]))).toBe('failed after 1 batch · loss 0.231');
    expect(runStatus(ended('killed'), null)).toBe('killed');
    expect(runStatus(ended('nothing-trained'), null)).toBe('ended without training');
  });

  it('says why a run that trains nothing goes on', () => {
    expect(runStatus(live('held-open'), null)).toBe('waiting: your code keeps the process open');
    expect(runStatus(live('loading'), null)).toBe('loading your code…');
    expect(runStatus(live('training'), fitOf([{ line: 2, norms: [] }]))).toBe('first batch…');
  });

  it('shows a loss that is not a number', () => {
    const fit = fitOf([{ line: 2, norms: [1] }]);
    const broken = { ...fit, latest: fit.latest && { ...fit.latest, loss: Number.NaN } };
    expect(runStatus(live('training'), broken)).toContain('loss NaN');
  });
});

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [0.231, '0.231'],
    [12.3456, '12.3'],
    [999.9, '1000'],
    [1234.5, '1235'],
    [0.0012, '1.20e-3'],
    [-0.5, '-0.500'],
    [1e6, '1.00e6'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-∞'],
    [1, '1.00'],
    [0.99964, '0.9996'],
    [-0.99996, '-0.99996'],
    [0.99999999, '1.000'],
  ])('%f is %s', (value, text) => expect(formatNumber(value, 3)).toBe(text));

  it('tells an accuracy of 255 in 256 from 1', () => {
    expect(formatNumber(255 / 256, 2)).toBe('0.996');
    expect(formatNumber(0.994, 2)).toBe('0.99');
  });

  it('keeps two digits of a factor', () => {
    expect(formatTimes(4321)).toBe('4,300');
    expect(formatTimes(12.3)).toBe('12');
    expect(formatTimes(3.2e9)).toBe('3.2e9');
    expect(formatTimes(Number.POSITIVE_INFINITY)).toBe('∞');
  });
});

describe('actionLens', () => {
  it('starts, waits, stops and kills', () => {
    expect(actionLens(null, false, null).command).toBe('run');
    expect(actionLens(null, true, null).command).toBeNull();
    expect(actionLens({ kind: 'starting' }, false, null).command).toBeNull();
    expect(actionLens({ kind: 'active', phase: 'training' }, false, null)).toMatchObject({
      title: '$(debug-stop) Stop',
      command: 'stop',
    });
    expect(actionLens({ kind: 'stopping', since: 0, seen: false }, false, null)).toMatchObject({
      title: '$(debug-stop) Kill',
      command: 'stop',
    });
    expect(actionLens(ended('completed').state, false, null)).toMatchObject({ title: '$(play) Run', command: 'run' });
  });
});

describe('problemText', () => {
  const place = 'train.js:12';

  it('is the first line with its place, once', () => {
    expect(problemText({ message: 'x is not defined\n  at foo' }, place)).toBe('train.js:12: x is not defined');
    expect(problemText({ message: 'Broken at train.js:12' }, place)).toBe('Broken at train.js:12');
    expect(problemText({ message: 'Broken' }, null)).toBe('Broken');
  });
});
