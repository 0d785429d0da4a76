import { beforeEach, describe, expect, it } from 'vitest';
import type { RunOfModel } from '../../../src/diagnosis/confirm.js';
import { type KeyedFinding, ToldByRuns } from '../../../src/editor/problems/toldByRuns.js';
import type { FoundInFit } from '../../../src/runs/runOfModel.js';

const at = { line: 3, column: 1 };
const HINT = {
  key: 'a',
  rule: 'saturating-stack',
  severity: 'hint',
  span: { file: 'net.js', start: at, end: at },
} as KeyedFinding;
const VANISHES = { rule: 'vanishing-gradient', severity: 'error', layer: 0, evidence: {}, message: 'It vanishes.' };

const ran = (run: Partial<RunOfModel<FoundInFit>>): RunOfModel<FoundInFit> => ({
  verdict: 'learns-well',
  findings: [],
  followers: [],
  lineOf: () => 3,
  isRandom: false,
  knowsValidation: false,
  ...run,
});
const vanishing = ran({ verdict: 'learns-nothing', findings: [VANISHES as unknown as FoundInFit] });

describe('what the last run said of a hint', () => {
  let stored: unknown;
  let told: ToldByRuns;
  const memory = {
    get: () => stored,
    update: async (_: string, value: readonly string[]) => {
      stored = value;
    },
  };
  beforeEach(() => {
    stored = undefined;
    told = new ToldByRuns(memory);
  });

  it('is nothing before a run', () => {
    expect(told.of(HINT)).toEqual({ severity: 'hint', shownBy: [] });
  });

  it('raises it where the run shows it, and is told there alone', () => {
    expect(told.take([HINT], vanishing, false)).toEqual(vanishing.findings);
    expect(told.of(HINT)).toEqual({ severity: 'warning', shownBy: [VANISHES] });
    expect(told.of({ ...HINT, key: 'edited' })).toEqual({ severity: 'hint', shownBy: [] });
    told.take([HINT], ran({ verdict: 'learns' }), false);
    expect(told.of(HINT)).toEqual({ severity: 'hint', shownBy: [] });
  });

  it('clears it at the end of a run that learned well, until its text changes, in later sessions too', () => {
    told.take([HINT], ran({}), false);
    expect(told.of(HINT)).not.toBeNull();
    expect(stored).toBeUndefined();
    told.take([HINT], ran({}), true);
    expect(told.of(HINT)).toBeNull();
    expect(told.of({ ...HINT, key: 'edited' })).not.toBeNull();
    expect(new ToldByRuns(memory).of(HINT)).toBeNull();
  });

  it('leaves it cleared until another run shows it', () => {
    told.take([HINT], ran({}), true);
    told.take([HINT], ran({ verdict: 'learns' }), true);
    expect(told.of(HINT)).toBeNull();
    told.take([HINT], vanishing, true);
    expect(told.of(HINT)).toMatchObject({ severity: 'warning' });
    expect(stored).toEqual([]);
  });

  it('clears nothing on random data, and nothing that no run can show', () => {
    told.take([HINT], ran({ isRandom: true }), true);
    expect(told.of(HINT)).not.toBeNull();
    const certain = { ...HINT, rule: 'validation-on-training', severity: 'warning' } as const;
    told.take([certain], ran({}), true);
    expect(told.of(certain)).toEqual({ severity: 'warning', shownBy: [] });
  });

  it('softens what a net that learns well did not miss, until a run shows otherwise', () => {
    const evidence = { momentum: 0.1, threshold: 0.3 };
    const slow = { ...HINT, rule: 'momentum-and-decay', severity: 'warning', evidence } as const;
    told.take([slow], ran({}), true);
    expect(told.of(slow)).toEqual({ severity: 'hint', shownBy: [] });
    told.take([slow], ran({ verdict: 'learns' }), true);
    expect(told.of(slow)).toEqual({ severity: 'warning', shownBy: [] });
    const loud = { ...HINT, severity: 'warning' } as const;
    told.take([loud], ran({}), true);
    expect(told.of(loud)).toEqual({ severity: 'hint', shownBy: [] });
  });

  it('takes away what the data make wrong, however severe, until a run on other data', () => {
    const softmax: KeyedFinding = { ...HINT, rule: 'crossentropy-without-softmax', severity: 'error' };
    const several = { ...VANISHES, rule: 'multi-hot-targets' } as unknown as FoundInFit;
    told.take([softmax], ran({ verdict: 'learns', findings: [several] }), true);
    expect(told.of(softmax)).toBeNull();
    expect(new ToldByRuns(memory).of(softmax)).toBeNull();
    told.take([softmax], ran({ verdict: 'learns' }), false);
    expect(told.of(softmax)).toBeNull();
    told.take([softmax], ran({ verdict: 'learns' }), true);
    expect(told.of(softmax)).toEqual({ severity: 'error', shownBy: [] });
  });

  it('is kept of the newest hints where there are many', () => {
    const many = Array.from({ length: 600 }, (_, index) => ({ ...HINT, key: `${index}` }));
    told.take(many, ran({}), true);
    expect([0, 99, 100, 599].map((index) => told.of({ ...HINT, key: `${index}` }) === null)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    stored = 'damaged';
    expect(new ToldByRuns(memory).of(HINT)).not.toBeNull();
  });
});
