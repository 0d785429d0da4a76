import { expect, it } from 'vitest';
import type { Cause } from '../../../src/diagnosis/run/causes.js';
import type { TaughtFinding } from '../../../src/diagnosis/run/runRule.js';
import { runOfModel } from '../../../src/runs/runOfModel.js';
import type { FitJudgement } from '../../../src/runs/types.js';
import { SyntheticFit } from '../../webview/support/syntheticRun.js';
import { foundBy } from '../diagnosis/run/foundBy.js';

const found = (rule: string, layer: number | null): TaughtFinding => foundBy(rule, { layer });
const cause = (rule: string, layer: number | null, ...follows: TaughtFinding[]): Cause => ({
  ...found(rule, layer),
  follows,
});
const judged = (number: number, kind: FitJudgement['verdict']['kind'], findings: readonly Cause[]): FitJudgement => ({
  fit: new SyntheticFit({ fit: number }),
  isFinal: true,
  verdict: { kind, text: kind },
  findings,
});
const seen = (each: { rule: string; layer: number | null; fit: { summary: { fit: number } } }) =>
  `${each.rule} ${each.layer} of ${each.fit.summary.fit}`;

it('says once what several fits of a model show, of the first one, with the worst verdict', () => {
  const follows = [found('no-progress', null), found('same-output', 1)];
  const fits = [
    judged(1, 'learns', [cause('dead-layer', 0, ...follows), cause('dead-layer', 1)]),
    judged(2, 'learns-nothing', [cause('dead-layer', 1, ...follows), cause('oscillation', 1)]),
  ];
  const run = runOfModel({ problems: [] }, fits, ({ line }) => line + 100);
  expect(run.verdict).toBe('learns-nothing');
  expect(run.findings.map(seen)).toEqual(['dead-layer 0 of 1', 'dead-layer 1 of 1', 'oscillation 1 of 2']);
  expect(run.followers.map(seen)).toEqual(['no-progress null of 1', 'same-output 1 of 1']);
  expect(run.isRandom).toBe(false);
  expect(run.knowsValidation).toBe(false);
  const [first] = run.findings;
  const line = first?.fit.summary.layers[0]?.location?.line;
  expect(first && run.lineOf(first)).toBe(line === undefined ? null : line + 100);
  expect(first && run.lineOf({ ...first, layer: null })).toBeNull();
  expect(first && run.lineOf({ ...first, layer: 99 })).toBeNull();
});
