import { expect, it } from 'vitest';
import { counterpartsOf } from '../../../../src/diagnosis/counterparts.js';
import { causesOf } from '../../../../src/diagnosis/run/causes.js';
import type { TaughtFinding } from '../../../../src/diagnosis/run/runRule.js';
import { RUN_RULE_IDS } from '../../../../src/diagnosis/run/runRules.js';
import { SOURCE_RULE_IDS } from '../../../../src/diagnosis/source/sourceRules.js';

const found = (rule: string): TaughtFinding => ({
  rule,
  severity: 'warning',
  category: 'layers',
  message: '',
  why: '',
  help: '',
  layer: null,
  since: null,
  evidence: {},
  lesson: ['', ''],
});

it('what only follows from each rule is what is written down', async () => {
  const lines = RUN_RULE_IDS.map((cause, index) => {
    const follows = RUN_RULE_IDS.slice(index + 1).filter(
      (rule) => causesOf([found(cause), found(rule)])[0]?.follows.length === 1,
    );
    return `${cause}: ${follows.join(', ')}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/follows.txt');
});

it('a cause comes before what follows from it: the other way round nothing does', () => {
  expect(causesOf([found('no-progress'), found('dead-layer')])).toHaveLength(2);
});

it('what of a run shows what its source says is what is written down, of rules that there are', async () => {
  const lines = SOURCE_RULE_IDS.map((rule) => {
    const counterparts = counterpartsOf({ rule });
    expect(RUN_RULE_IDS).toEqual(expect.arrayContaining(counterparts.map((each) => each.rule)));
    return `${rule}: ${counterparts.map((each) => `${each.ownLayer ? 'own layer ' : ''}${each.rule}`).join(', ')}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/counterparts.txt');
});
