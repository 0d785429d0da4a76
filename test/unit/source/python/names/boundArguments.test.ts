import { expect, it } from 'vitest';
import { boundArguments } from '../../../../../src/source/python/names/boundArguments.js';
import { parametersOf } from '../../../../../src/source/python/syntax/parameters.js';
import { PythonTree } from '../../../../../src/source/python/syntax/tree.js';

/** What each parameter takes, as text. */
function bound(parameters: string, positional: readonly (number | null)[], named: Record<string, number> = {}) {
  const [definition] = new PythonTree(`def f(${parameters}): pass`).root.children;
  const list = definition ? parametersOf(definition) : [];
  return boundArguments(list, { positional, named: new Map(Object.entries(named)) }).map((each) => {
    const { name } = each.parameter;
    if (each.star === '*') return `*${name}=${each.values}`;
    return each.star === '**' ? `**${name}=${[...each.entries].join(';')}` : `${name}=${each.value}`;
  });
}

it.each([
  ['by position', 'a, b=2', [1], {}, ['a=1', 'b=undefined']],
  ['by name', 'a, b', [1], { b: 2 }, ['a=1', 'b=2']],
  ['by name before its turn', 'a, b', [], { b: 2, a: 1 }, ['a=1', 'b=2']],
  ['the rest', 'a, *rest, b, **more', [1, 2, 3], { b: 4, c: 5 }, ['a=1', '*rest=2,3', 'b=4', '**more=c,5']],
  ['by name alone behind a star', 'a, *, b', [1, 2], {}, ['a=1', 'b=undefined']],
  ['with types', 'a: int, b: str = "x"', [1, 2], {}, ['a=1', 'b=2']],
  ['None', 'a', [null], { a: 3 }, ['a=null']],
  ['one too many', 'a', [1, 2], { b: 3 }, ['a=1']],
])('binds arguments: %s', (_, parameters, positional, named, expected) => {
  expect(bound(parameters, positional, named)).toEqual(expected);
});
