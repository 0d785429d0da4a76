import { expect, it } from 'vitest';
import { disabledAt, isDisabled } from '../../../src/diagnosis/disabled.js';

it.each<[before: string, own: string, disabled: readonly string[]]>([
  ['// gradlens-disable-next-line dropout', 'model.add(x)', ['dropout']],
  ['  # gradlens-disable-next-line dropout, few-epochs', 'model.add(x)', ['dropout', 'few-epochs']],
  ['x(); /* gradlens-disable-next-line dropout */', 'model.add(x)', ['dropout']],
  ['<!-- gradlens-disable-next-line -->', 'model.add(x)', ['all']],
  ['// gradlens-disable-next-line', 'model.add(x)', ['all']],
  ['// gradlens-disable-next-line dropout -- it is meant', 'model.add(x)', ['dropout']],
  ['// gradlens-disable-next-line -- it is meant', 'model.add(x)', ['all']],
  ['// gradlens-disable-next-lines dropout', 'model.add(x)', []],
  ['gradlens-disable-next-line dropout', 'model.add(x)', []],
  ['', 'model.add(x)  # gradlens: disable=dropout,few-epochs', ['dropout', 'few-epochs']],
  ['', 'model.add(x) // gradlens:disable', ['all']],
  ['', 'model.add(x) /* gradlens: disable=dropout */', ['dropout']],
  ['# gradlens: disable=dropout', 'model.add(x)', ['dropout']],
  ['    "# gradlens: disable=dropout\\n",', '"model.add(x)"', ['dropout']],
  ['model.add(y)  # gradlens: disable=dropout', 'model.add(x)', []],
  ['# gradlens: disable=a', 'model.add(x)  # gradlens: disable=b', ['b', 'a']],
  ['', 'model.add(x)  # gradlens-disable-next-line dropout', []],
  ['', 'model.add(x)  # gradlens: disabled=dropout', []],
])('%j before %j switches off %j', (before, own, disabled) => {
  expect(disabledAt([before, own], 2)).toEqual(disabled);
});

it('a rule is off by its name, or with all', () => {
  expect([['dropout'], ['all'], ['other'], []].map((rules) => isDisabled('dropout', rules))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(disabledAt(['model.add(x)'], 1)).toEqual([]);
});
