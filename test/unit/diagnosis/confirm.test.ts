import { describe, expect, it } from 'vitest';
import { confirm, type RunOfModel } from '../../../src/diagnosis/confirm.js';
import { counterpartsOf } from '../../../src/diagnosis/counterparts.js';

type Said = Parameters<typeof confirm>[0][number];
type Shown = Parameters<typeof confirm>[1]['findings'][number];

const said = (rule: string, more: Partial<Said> = {}): Said => ({
  rule,
  severity: 'hint',
  span: { start: { line: 5 }, end: { line: 6 } },
  ...more,
});
const shown = (rule: string, more: Partial<Shown> = {}): Shown => ({
  rule,
  severity: 'error',
  layer: null,
  evidence: {},
  ...more,
});
const run = (more: Partial<RunOfModel<Shown>> = {}): RunOfModel<Shown> => ({
  verdict: 'learns-nothing',
  findings: [],
  followers: [],
  lineOf: ({ layer }) => layer,
  isRandom: false,
  knowsValidation: false,
  ...more,
});

describe('what source and run say together', () => {
  it('is one finding where both tell of a fault: a warning at least, with the figures of both', () => {
    const source = [said('saturating-stack', { evidence: { layers: 4, threshold: 4 } })];
    const vanishing = shown('vanishing-gradient', { evidence: { ratio: 1e-6, threshold: 1e-3 } });
    const merged = confirm(source, run({ findings: [vanishing, shown('input-scale')] }));
    expect(merged.source).toMatchObject([
      { severity: 'warning', confirmedByRun: true, evidence: { layers: 4, threshold: 4, ratio: 1e-6 } },
    ]);
    expect(merged.source[0]?.shownBy).toEqual([vanishing]);
    expect(merged.run.map(({ rule }) => rule)).toEqual(['input-scale']);
  });

  it('keeps an error of the source an error', () => {
    const merged = confirm(
      [said('softmax-of-one-unit', { severity: 'error' })],
      run({ findings: [shown('same-output')] }),
    );
    expect(merged.source).toMatchObject([{ severity: 'error', confirmedByRun: true }]);
  });

  it('has under an answer that cannot be right what a run shows because of it', () => {
    const findings = ['same-output', 'rank-collapse', 'class-imbalance', 'over-fitting'].map((rule) => shown(rule));
    const severity = 'error' as const;
    expect(confirm([said('softmax-of-one-unit', { severity })], run({ findings })).run).toEqual([]);
    const ofOne = said('crossentropy-without-softmax', { severity, evidence: { units: 1 } });
    expect(confirm([ofOne], run({ findings })).run).toEqual([]);
    // Also where a person has made an error of it.
    const ofSeveral = confirm([said('crossentropy-without-softmax', { severity })], run({ findings }));
    expect(ofSeveral.run.map(({ rule }) => rule)).toEqual(['rank-collapse', 'class-imbalance', 'over-fitting']);
  });

  it('has too few steps under a fault that more of them do not mend, and beside it where the run does not show it', () => {
    const few = shown('few-steps', { severity: 'warning' });
    const ofOne = said('softmax-of-one-unit', { severity: 'error' });
    const epochs = said('few-epochs');
    const both = confirm([ofOne, epochs], run({ findings: [shown('same-output'), few] }));
    expect(both.source.map(({ severity, shownBy }) => [severity, ...shownBy.map(({ rule }) => rule)])).toEqual([
      ['error', 'same-output', 'few-steps'],
    ]);
    expect(both.run).toEqual([]);
    const unseen = confirm([ofOne, epochs], run({ findings: [few] }));
    expect(unseen.source.map(({ confirmedByRun }) => confirmedByRun)).toEqual([null, true]);
    const mended = confirm([said('dropout', { severity: 'warning' })], run({ findings: [shown('no-progress'), few] }));
    expect(mended.run).toEqual([few]);
    const under = confirm([epochs], run({ findings: [shown('dead-layer')], followers: [few] }));
    expect(under.source).toEqual([]);
  });

  it('does not hint at more epochs beside a cause that they do not mend', () => {
    const epochs = said('few-epochs');
    const told = (rule: string, more: Partial<RunOfModel<Shown>> = {}, severity: Shown['severity'] = 'warning') => {
      const { source, cleared, run: own } = confirm([epochs], run({ findings: [shown(rule, { severity })], ...more }));
      return [source, cleared, own].map((each) => each.map((one) => ('rule' in one ? one.rule : one.severity)).join());
    };
    for (const rule of ['dead-layer', 'over-fitting', 'target-range', 'not-a-number', 'oscillation'])
      expect(told(rule)).toEqual(['', 'few-epochs', rule]);
    // What only follows from such a cause confirms nothing either.
    expect(told('over-fitting', { followers: [shown('stopped-early')] })).toEqual(['', 'few-epochs', 'over-fitting']);
    expect(told('learning-rate')).toEqual(['hint', '', 'learning-rate']);
    expect(told('few-steps')).toEqual(['warning', '', '']);
    expect(told('dead-layer', {}, 'hint')).toEqual(['hint', '', 'dead-layer']);
    expect(told('dead-layer', { verdict: 'undecided' })).toEqual(['hint', '', 'dead-layer']);
    expect(told('dead-layer', { isRandom: true })).toEqual(['hint', '', 'dead-layer']);
    // That there are too few for any net is arithmetic.
    const certain = said('few-epochs', { severity: 'warning' });
    expect(confirm([certain], run({ findings: [shown('dead-layer')] })).source).toHaveLength(1);
  });

  it('does not take dead units, or steps that explode, for what small start weights do', () => {
    const start = (spread: number) => said('constant-initializer', { evidence: { spread, threshold: 0.5 } });
    const severities = (spread: number, rule: string) =>
      confirm([start(spread)], run({ findings: [shown(rule, { layer: 5 })] })).source.map(({ severity }) => severity);
    expect(severities(0.05, 'dead-layer')).toEqual(['hint']);
    expect(severities(0.05, 'exploding-gradient')).toEqual(['hint']);
    expect(severities(0.05, 'rank-collapse')).toEqual(['warning']);
    expect(severities(1, 'dead-layer')).toEqual(['warning']);
  });

  it('does not put down to momentum what momentum that does next to nothing cannot do', () => {
    const findings = [shown('learning-rate')];
    const momentum = (value: number, threshold: number) =>
      confirm(
        [said('momentum-and-decay', { severity: 'warning', evidence: { momentum: value, threshold } })],
        run({ findings }),
      );
    expect(momentum(0.1, 0.3)).toMatchObject({ source: [{ confirmedByRun: null }], run: findings });
    expect(momentum(1.5, 1)).toMatchObject({ source: [{ confirmedByRun: true }], run: [] });
  });

  it('does not warn of what a net learns well in spite of', () => {
    const severity = (finding: Said, more: Partial<RunOfModel<Shown>> = {}) =>
      confirm([finding], run({ verdict: 'learns-well', ...more })).source.map((each) => each.severity);
    const linear = said('linear-layers', { severity: 'warning' });
    expect(severity(linear)).toEqual(['hint']);
    expect(severity(linear, { verdict: 'learns' })).toEqual(['warning']);
    expect(severity(linear, { isRandom: true })).toEqual(['warning']);
    const momentum = (value: number, threshold: number) =>
      said('momentum-and-decay', { severity: 'warning', evidence: { momentum: value, threshold } });
    expect(severity(momentum(0.1, 0.3))).toEqual(['hint']);
    expect(severity(momentum(1, 1))).toEqual(['hint']);
    expect(severity({ ...linear, severity: 'error' })).toEqual(['error']);
    // A verdict that says so itself is not that it learns well.
    const sigmoids = said('crossentropy-without-softmax', { severity: 'warning' });
    expect(severity(sigmoids)).toEqual(['hint']);
    expect(severity(sigmoids, { verdict: 'learns' })).toEqual(['warning']);
    expect(severity({ ...sigmoids, severity: 'hint' })).toEqual([]);
    // Nor does what no run shows weigh much for it, but for what it is tested on.
    expect(severity(said('metric', { severity: 'warning' }))).toEqual(['hint']);
    const tests = ['validation-on-training', 'scaler-fitted-to-test'].map((rule) =>
      said(rule, { severity: 'warning' }),
    );
    expect(tests.flatMap((each) => severity(each))).toEqual(['warning', 'warning']);
    // A run that has seen that these are samples of their own shows that the net does well on them.
    expect(tests.flatMap((each) => severity(each, { knowsValidation: true }))).toEqual(['hint', 'hint']);
    expect(severity(tests[0] ?? linear, { knowsValidation: true, verdict: 'learns' })).toEqual(['warning']);
  });

  it('is sure of a validation on the training data where a run has found the same samples in both', () => {
    const source = [said('validation-on-training', { severity: 'warning' })];
    const leak = shown('validation-leak', { severity: 'warning', evidence: { share: 1 } });
    expect(confirm(source, run({ verdict: 'learns', findings: [leak], knowsValidation: true }))).toMatchObject({
      source: [{ severity: 'warning', confirmedByRun: true, evidence: { share: 1 } }],
      run: [],
    });
  });

  it('leaves what a run came to beside a hint, which may not be why', () => {
    const nothing = run({ findings: [shown('no-progress')] });
    expect(confirm([said('dropout')], nothing)).toMatchObject({
      source: [{ severity: 'warning', confirmedByRun: true }],
      run: [{ rule: 'no-progress' }],
    });
    expect(confirm([said('dropout', { severity: 'warning' })], nothing).run).toEqual([]);
  });

  it('looks at what follows from a cause, too, but not for a hint at what came out', () => {
    const scaled = run({
      findings: [shown('input-scale')],
      followers: [shown('vanishing-gradient'), shown('no-progress')],
    });
    const merged = confirm([said('saturating-stack'), said('dropout')], scaled);
    expect(merged.source.map(({ finding, confirmedByRun }) => [finding.rule, confirmedByRun])).toEqual([
      ['saturating-stack', true],
      ['dropout', null],
    ]);
    expect(merged.source[0]?.shownBy.map(({ rule }) => rule)).toEqual(['vanishing-gradient']);
    expect(merged.run.map(({ rule }) => rule)).toEqual(['input-scale']);
    expect(confirm([said('dropout', { severity: 'warning' })], scaled).source[0]?.confirmedByRun).toBe(true);
  });

  it('compares layers where each may have the fault', () => {
    const source = [said('constant-initializer')];
    const dead = (layer: number) => run({ findings: [shown('dead-layer', { layer })] });
    expect(confirm(source, dead(6)).source[0]?.confirmedByRun).toBe(true);
    expect(confirm(source, dead(7)).source[0]?.confirmedByRun).toBeNull();
    expect(confirm(source, dead(7)).run).toHaveLength(1);
    const unknown = run({ findings: [shown('dead-layer', { layer: 7 })], lineOf: () => null });
    expect(confirm(source, unknown).source[0]?.confirmedByRun).toBe(true);
  });

  it('clears hints of trouble that a net which learns well does not have', () => {
    const source = [said('few-epochs'), said('saturating-stack', { severity: 'warning' }), said('misspelled-argument')];
    const merged = confirm(source, run({ verdict: 'learns-well' }));
    expect(merged.cleared.map(({ rule }) => rule)).toEqual(['few-epochs']);
    expect(merged.source.map(({ finding, confirmedByRun }) => [finding.rule, confirmedByRun])).toEqual([
      ['saturating-stack', false],
      ['misspelled-argument', null],
    ]);
  });

  it('clears advice that the data make wrong, however severe', () => {
    const softmax = said('crossentropy-without-softmax', { severity: 'error', evidence: { units: 4 } });
    const several = shown('multi-hot-targets');
    const merged = confirm([softmax], run({ findings: [several], verdict: 'learns' }));
    expect(merged).toEqual({ source: [], cleared: [softmax], run: [several] });
    expect(confirm([softmax], run({ findings: [shown('no-progress')] })).cleared).toEqual([]);
  });

  it('clears nothing on random data, nor where a net only learns', () => {
    for (const each of [run({ verdict: 'learns-well', isRandom: true }), run({ verdict: 'learns' })]) {
      expect(confirm([said('few-epochs')], each)).toMatchObject({
        cleared: [],
        source: [{ severity: 'hint', confirmedByRun: null }],
      });
    }
  });
});

it('A run that shows one fault of a rule does not show another one', () => {
  const shows = (rule: string, evidence: Readonly<Record<string, number>>) =>
    counterpartsOf({ rule, evidence }).map((each) => each.rule);
  expect(shows('constant-initializer', { spread: 0.05, threshold: 0.1 })).toContain('vanishing-gradient');
  expect(shows('constant-initializer', { spread: 2, threshold: 1 })).not.toContain('vanishing-gradient');
  expect(shows('dropout', { spread: 0.05, threshold: 0.1 })).not.toContain('vanishing-gradient');
  expect(shows('momentum-and-decay', { momentum: 0.1, threshold: 0.3 })).toEqual([]);
  expect(shows('momentum-and-decay', { decay: 0.01, threshold: 0.01 })).toContain('learning-rate');
  expect(shows('learning-rate', { momentum: 0.1, threshold: 0.3 })).toContain('learning-rate');
});
