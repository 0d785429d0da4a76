import { expect, it } from 'vitest';
import type { TrainerPhase, TrainerProblem } from '../../../src/protocol/trainer.js';
import { heldWeights } from '../../../src/runs/heldWeights.js';
import { endedAs } from './newRun.js';

type Broke = NonNullable<TrainerProblem['broke']>;
const problem: TrainerProblem = { kind: 'data', severity: 'warning', message: '', location: null, stack: null };
const broke = (more: Partial<Broke>): TrainerProblem => ({
  ...problem,
  kind: 'not-a-number',
  broke: { fit: 1, step: 4, isInfinite: false, first: 'loss', layer: null, ...more },
});

it.each<[what: string, problems: readonly TrainerProblem[], number: string, kept: string | null]>([
  ['NaN, and the start', [broke({ kept: 0 })], 'NaN', 'the weights that the fit began with'],
  ['infinity, and a batch', [broke({ isInfinite: true, kept: 38 })], 'infinity', 'the weights of batch 38'],
  ['nothing kept', [broke({ isInfinite: true, kept: null })], 'infinity', null],
  ['nothing known', [broke({})], 'NaN', null],
  ['the last of two', [broke({ kept: 3 }), broke({ kept: 9 }), problem], 'NaN', 'the weights of batch 9'],
])('a run that is held tells of %s', (_, problems, number, kept) => {
  expect(heldWeights({ state: { kind: 'active', phase: 'broken' }, problems })).toEqual({ number, kept });
});

it('tells of NaN where no problem was told', () => {
  expect(heldWeights({ state: { kind: 'active', phase: 'broken' }, problems: [] })).toEqual({
    number: 'NaN',
    kept: null,
  });
  expect(
    heldWeights({ state: { ...endedAs('failed'), phase: 'broken' } as never, problems: [broke({ kept: 3 })] }),
  ).toBeNull();
});

it('no other run tells of it', () => {
  for (const phase of ['training', 'paused', 'between-fits'] satisfies TrainerPhase[]) {
    expect(heldWeights({ state: { kind: 'active', phase }, problems: [broke({ kept: 3 })] })).toBeNull();
  }
  expect(heldWeights({ state: { kind: 'starting' }, problems: [broke({ kept: 3 })] })).toBeNull();
});
