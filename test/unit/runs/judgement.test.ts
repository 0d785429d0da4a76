import { describe, expect, it } from 'vitest';
import { FindingLog, verdictLines } from '../../../src/cli/findings.js';
import type { Severities } from '../../../src/diagnosis/asSet.js';
import type { Severity } from '../../../src/protocol/severity.js';
import type { TrainerProblem } from '../../../src/protocol/trainer.js';
import {
  findingOf,
  findingPlace,
  type Judged,
  judgeRun,
  tellsTheSame,
  toldAnew,
  untoldFindings,
  worstOf,
} from '../../../src/runs/judgement.js';
import { RunJudge } from '../../../src/runs/live/runJudge.js';
import { denseLayers, SyntheticFit } from '../../webview/support/syntheticRun.js';

/** A fit of 120 batches, ten an epoch, whose epochs have these losses. */
function fitOf(number: number, losses: readonly number[], norm: (layer: number) => number = () => 0.1): SyntheticFit {
  const layers = denseLayers(4).map((layer, index) => (index < 3 ? layer : { ...layer, activation: 'softmax' }));
  const fit = new SyntheticFit({ fit: number, loss: 'categoricalCrossentropy', metrics: [], layers });
  for (const loss of losses) {
    for (let batch = 0; batch < 10; batch++) fit.train({ loss, metrics: [], norm, takes: 100 });
    fit.endEpoch({ loss });
  }
  return fit;
}

const LEARNS = [1.38, 0.9, 0.6, 0.4, 0.3, 0.2, 0.15, 0.12, 0.1, 0.09, 0.08, 0.07];
const STUCK = Array.from({ length: 12 }, () => Math.log(64));
const VANISHING = (layer: number): number => 10 ** (4 * (layer - 4));
const judge = (fits: readonly SyntheticFit[], problems: readonly TrainerProblem[] = [], known: Judged | null = null) =>
  judgeRun({ fits, problems }, {}, (rule, error) => expect.unreachable(`${rule}: ${error}`), known);

const of = (fit: SyntheticFit) => ({
  fit,
  isFinal: true,
  verdict: { kind: 'learns', text: 'Learns: loss 0.31' } as const,
  findings: [],
});

describe('a run', () => {
  it('is judged by its worst fit, which its verdict names', () => {
    expect(judge([])).toBeNull();
    expect(judge([fitOf(1, LEARNS)])?.verdict).toEqual({ kind: 'learns-well', text: 'Learns well: loss 0.070' });
    const judged = judge([fitOf(1, LEARNS), fitOf(2, STUCK), fitOf(3, LEARNS)]);
    expect(judged?.verdict).toEqual({
      kind: 'learns-nothing',
      text: 'fit 2: Learns nothing: loss 4.16 is guessing (4.16)',
    });
    expect(verdictLines({ judgement: judged }).map((line) => 'fit' in line && line.fit)).toEqual([1, 2, 3, null]);
  });

  it('that learns has the sign of a warning beside it, as a person has set that', () => {
    const fits = [fitOf(1, LEARNS)];
    const alerts = [{ when: 'loss < 1', severity: 'warning', message: 'low' }] as const;
    const signs = (severities: Severities) => {
      const judged = judgeRun({ fits, problems: [], alerts }, severities, () => expect.unreachable());
      return [judged?.verdict.severity, judged && toldAnew(judged, {})?.verdict.severity];
    };
    expect(signs({})).toEqual(['warning', 'warning']);
    expect(signs({ alert: 'off' })).toEqual([undefined, 'warning']);
    const [leaks, stands] = [fitOf(1, LEARNS), fitOf(2, LEARNS)];
    expect(worstOf([of(leaks), { ...of(stands), verdict: { ...of(stands).verdict, severity: 'warning' } }])?.fit).toBe(
      stands,
    );
  });

  it('has its broken numbers told of the fit that they are of', () => {
    const broke = { fit: 2, step: 4, isInfinite: false, first: 'loss', layer: null } as const;
    const problem: TrainerProblem = {
      kind: 'not-a-number',
      severity: 'warning',
      message: '',
      location: null,
      stack: null,
    };
    const fits = [fitOf(1, LEARNS), fitOf(2, [1, Number.NaN])];
    expect(judge(fits, [{ ...problem, broke }])?.fits.map(({ verdict }) => verdict.kind)).toEqual([
      'learns-well',
      'not-a-number',
    ]);
    // Recorded by a build that did not say of which fit it told: the last loss tells.
    expect(judge(fits, [problem])?.fits.map(({ verdict }) => verdict.kind)).toEqual(['learns-well', 'not-a-number']);
  });

  it('is not judged anew where a fit had ended', () => {
    const [ended, live] = [fitOf(1, STUCK), fitOf(2, STUCK)];
    ended.end = { fit: 1, outcome: 'completed', epochs: 12, batches: 120, seconds: 1 };
    const first = judge([ended, live]);
    const next = judge([ended, live], [], first);
    expect(next?.fits[0]).toBe(first?.fits[0]);
    expect(next?.fits[1]).not.toBe(first?.fits[1]);
    expect(first && next && tellsTheSame(first, next)).toBe(true);
    live.endEpoch({ loss: 0.01 });
    const other = judge([ended, fitOf(2, LEARNS)], [], first);
    expect(first && other && tellsTheSame(first, other)).toBe(false);
  });
});

it('Each finding is told when it opens and when it is cleared, and not between', () => {
  const log = new FindingLog();
  const told = (losses: readonly number[]) => log.changes({ judgement: judge([fitOf(1, losses)]), problems: [] });
  expect(told(STUCK)).toMatchObject([
    { type: 'finding', id: '1:no-progress', state: 'open', severity: 'error', confirmedByRun: true },
  ]);
  expect(told([...STUCK, Math.log(64)])).toEqual([]);
  expect(told(LEARNS)).toMatchObject([{ type: 'finding', id: '1:no-progress', state: 'cleared' }]);
  expect(told(LEARNS)).toEqual([]);
});

it('A finding is told once more with the figures at the end of its fit', () => {
  const log = new FindingLog();
  const told = (losses: readonly number[], hasEnded = false) => {
    const fit = fitOf(1, losses);
    if (hasEnded) fit.end = { fit: 1, outcome: 'completed', epochs: losses.length, batches: 120, seconds: 1 };
    return log.changes({ judgement: judge([fit]), problems: [] }) as { evidence: { loss: number } }[];
  };
  const [opened] = told(STUCK);
  const longer = [...STUCK, ...STUCK.map((loss) => loss * 1.001)];
  expect(told(longer)).toEqual([]);
  const [last, ...others] = told(longer, true);
  expect([last, others]).toMatchObject([{ id: '1:no-progress', state: 'open', severity: 'error' }, []]);
  expect(last?.evidence.loss).toBeGreaterThan(opened?.evidence.loss ?? Number.NaN);
  expect(told(longer, true)).toEqual([]);
});

it('A finding that weighs more by now is told again', () => {
  const log = new FindingLog();
  const judged = judge([fitOf(1, STUCK)]);
  const weighing = (severity: Severity) =>
    judged && {
      ...judged,
      fits: judged.fits.map((each) => ({
        ...each,
        findings: each.findings.map((finding) => ({ ...finding, severity })),
      })),
    };
  const told = (severity: Severity) => log.changes({ judgement: weighing(severity), problems: [] });
  expect(told('hint')).toMatchObject([{ id: '1:no-progress', state: 'open', severity: 'hint' }]);
  expect(told('error')).toMatchObject([{ id: '1:no-progress', state: 'open', severity: 'error' }]);
  expect(told('error')).toEqual([]);
});

describe('what a person set for rules', () => {
  const fit = fitOf(1, STUCK, VANISHING);
  let set: Severities = {};
  const judging = new RunJudge(
    () => set,
    (line) => expect.unreachable(line),
  );
  const run = { fits: [fit], problems: [] };
  const toldOf = ({ judgement }: Pick<RunJudge, 'judgement'>) =>
    judgement?.fits[0]?.findings.map(({ rule, severity }) => `${severity} ${rule}`);

  it('is how it is told, at once and of fits that have ended too', () => {
    expect(judging.judge(run)).toBe(true);
    expect(toldOf(judging)).toEqual(['error vanishing-gradient']);
    fit.end = { fit: 1, outcome: 'completed', epochs: 12, batches: 180, seconds: 1 };
    judging.judge(run);
    set = { 'vanishing-gradient': 'hint' };
    expect(judging.tellAsSet()).toBe(true);
    expect(judging.tellAsSet()).toBe(false);
    expect(toldOf(judging)).toEqual(['hint vanishing-gradient']);
  });

  it('leaves what follows from a cause that is switched off, and the verdict', () => {
    set = { 'vanishing-gradient': 'off' };
    expect(judging.judge(run)).toBe(true);
    expect(toldOf(judging)).toEqual(['error no-progress']);
    set = { 'vanishing-gradient': 'off', 'no-progress': 'off' };
    judging.tellAsSet();
    expect(toldOf(judging)).toEqual([]);
    expect(judging.judgement?.verdict.kind).toBe('learns-nothing');
  });

  it('may stand in comments where the finding stands', () => {
    const told = (disabled: readonly string[], ofLayer: readonly string[]) => {
      const layers = fit.summary.layers.map((layer) => ({ ...layer, disabled: [...ofLayer] }));
      const commented = Object.assign(Object.create(fit), {
        summary: { ...fit.summary, disabled: [...disabled], layers },
      });
      return judge([commented])?.fits[0]?.findings.map(({ rule }) => rule);
    };
    expect(told([], [])).toEqual(['vanishing-gradient']);
    expect(told(['vanishing-gradient'], ['dead-layer'])).toEqual(['vanishing-gradient']);
    expect(told([], ['vanishing-gradient'])).toEqual(['no-progress']);
    expect(told(['no-progress'], ['all'])).toEqual([]);
  });
});

it('Evidence on random data says so', () => {
  const fit = fitOf(1, STUCK);
  for (let batch = 0; batch < 60; batch++)
    fit.train({ loss: Math.log(64), metrics: [], norm: (layer) => 10 ** (4 * (layer - 4)), takes: 100 });
  const problem: TrainerProblem = { kind: 'random-data', severity: 'note', message: '', location: null, stack: null };
  const judgement = judge([fit], [problem]);
  expect(judgement?.verdict).toEqual({ kind: 'undecided', text: 'Undecided: random data' });
  for (const line of new FindingLog().changes({ judgement, problems: [problem] })) {
    expect(line).toMatchObject({ evidence: { data: 'random' } });
  }
});

describe('a finding', () => {
  const judged = judge([fitOf(1, LEARNS), fitOf(2, STUCK, VANISHING)]);
  const [, stuck] = judged?.fits ?? [];
  const [vanishing] = stuck?.findings ?? [];

  it('stands at its layer, else at its model', () => {
    const { summary } = fitOf(2, STUCK);
    const placed = summary.layers.map((layer, index) => ({
      ...layer,
      location: { file: 'a', line: index, column: 1 },
    }));
    const fit = { summary: { ...summary, layers: placed, location: { file: 'a', line: 99, column: 1 } } };
    expect(findingPlace(fit, { layer: 1 })?.line).toBe(1);
    expect(findingPlace(fit, { layer: null })?.line).toBe(99);
    expect(findingPlace(fit, { layer: 50 })?.line).toBe(99);
    const nowhere = {
      summary: { ...fit.summary, layers: summary.layers.map((each) => ({ ...each, location: null })) },
    };
    expect(findingPlace(nowhere, { layer: 1 })?.line).toBe(99);
  });

  it('that its trainer told in the same words is not told again, and teaches what that said', () => {
    const message = vanishing?.message ?? '';
    const problem: TrainerProblem = { kind: 'model', severity: 'warning', message, location: null, stack: null };
    const findings = stuck ? (problems: TrainerProblem[]) => untoldFindings(stuck, { problems }) : () => [];
    expect(findings([]).map(({ rule }) => rule)).toEqual(['vanishing-gradient']);
    expect(findings([{ ...problem, message: 'Another.' }])).toHaveLength(1);
    expect(findings([problem])).toEqual([]);
    expect(findingOf({ judgement: judged }, { message })?.finding).toBe(vanishing);
    expect(findingOf({ judgement: judged }, { message: 'Another.' })).toBeNull();
    expect(findingOf({ judgement: null }, { message })).toBeNull();
  });
});
