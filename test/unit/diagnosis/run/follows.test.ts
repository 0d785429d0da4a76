import { expect, it } from 'vitest';
import { counterpartsOf } from '../../../../src/diagnosis/counterparts.js';
import { causesOf } from '../../../../src/diagnosis/run/causes.js';
import { RUN_RULE_IDS } from '../../../../src/diagnosis/run/runRules.js';
import { SOURCE_RULE_IDS } from '../../../../src/diagnosis/source/sourceRules.js';
import type { Severity } from '../../../../src/protocol/severity.js';
import { foundBy } from './foundBy.js';

it('what only follows from each rule is what is written down', async () => {
  const lines = RUN_RULE_IDS.map((cause, index) => {
    const follows = RUN_RULE_IDS.slice(index + 1).filter(
      (rule) => causesOf([foundBy(cause), foundBy(rule)])[0]?.follows.length === 1,
    );
    return `${cause}: ${follows.join(', ')}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/follows.txt');
});

it('a cause comes before what follows from it: the other way round nothing does', () => {
  expect(causesOf([foundBy('no-progress'), foundBy('dead-layer')])).toHaveLength(2);
});

it('what is only possible stands beside what it may be a reason for', () => {
  const together = (cause: string, severity: Severity, rule: string) =>
    causesOf([foundBy(cause, { severity }), foundBy(rule)]).map((found) => found.rule);
  for (const [cause, rule] of [
    ['class-imbalance', 'no-progress'],
    ['validation-shares', 'over-fitting'],
  ] as const) {
    expect(together(cause, 'warning', rule)).toEqual([cause]);
    expect(together(cause, 'hint', rule)).toEqual([rule, cause]);
  }
  // As a person has set it, a cause stays one.
  expect(together('dead-layer', 'hint', 'no-progress')).toEqual(['dead-layer']);
});

it('what of a run shows what its source says is what is written down, of rules that there are', async () => {
  const lines = SOURCE_RULE_IDS.map((rule) => {
    const counterparts = counterpartsOf({ rule });
    expect(RUN_RULE_IDS).toEqual(expect.arrayContaining(counterparts.map((each) => each.rule)));
    return `${rule}: ${counterparts.map((each) => `${each.ownLayer ? 'own layer ' : ''}${each.rule}`).join(', ')}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/counterparts.txt');
});
