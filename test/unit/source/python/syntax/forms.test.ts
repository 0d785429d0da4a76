import { describe, expect, it } from 'vitest';
import { assignmentOf } from '../../../../../src/source/python/syntax/assignments.js';
import {
  branchesOf,
  casesOf,
  contextsOf,
  forLoopOf,
  trySectionsOf,
  whileLoopOf,
} from '../../../../../src/source/python/syntax/compoundStatements.js';
import { comprehensionOf } from '../../../../../src/source/python/syntax/comprehensions.js';
import { bindingOf, decoratedOf } from '../../../../../src/source/python/syntax/definitions.js';
import { dictionaryEntries } from '../../../../../src/source/python/syntax/dictionaries.js';
import { importedNames } from '../../../../../src/source/python/syntax/imports.js';
import { type Items, itemsIn, unpacked } from '../../../../../src/source/python/syntax/items.js';
import type { PythonNode } from '../../../../../src/source/python/syntax/node.js';
import { subscriptsOf } from '../../../../../src/source/python/syntax/subscripts.js';
import { PythonTree } from '../../../../../src/source/python/syntax/tree.js';

function statement(text: string): PythonNode {
  const [first] = new PythonTree(text).root.children;
  if (!first) throw new Error('No statement');
  return first;
}

function expression(text: string): PythonNode {
  const [first] = statement(text).children;
  if (!first) throw new Error('No expression');
  return first;
}

const textOf = ({ list, isTuple }: Items) =>
  list.map(({ node, starred }) => `${starred ? '*' : ''}${node.text}`).join('|') + (isTuple ? ' tuple' : '');

it.each([
  ['a = b = f(1)', ['a', 'b'], 'f(1)'],
  ['a, *b = 1, 2', ['a|*b tuple'], '1|2 tuple'],
  ['a: int = 3', ['a'], '3'],
  ['a, = f()', ['a tuple'], 'f()'],
])('reads the assignment %s', (text, targets, value) => {
  const assignment = assignmentOf(statement(text));
  expect(assignment?.targets.map(textOf)).toEqual(targets);
  expect(assignment && textOf(assignment.value)).toBe(value);
});

it('takes a type alone for no assignment', () => {
  expect(assignmentOf(statement('a: int'))).toBeNull();
});

it.each([
  ['[a, *b]', 'a|*b tuple'],
  ['(a)', 'a'],
  ['(a,)', 'a tuple'],
  ['[a]', 'a tuple'],
  ['{a, b}', 'a|b tuple'],
])('reads the items of %s', (text, items) => {
  expect(textOf(itemsIn(expression(text)))).toBe(items);
});

it('gives each target its value, and the starred one what is left', () => {
  const { list } = itemsIn(expression('(a, *b, c)'));
  const parts = (values: readonly number[]) => unpacked(list, values).map(({ value, rest }) => rest ?? value);
  expect(parts([1, 2, 3, 4])).toEqual([1, [2, 3], 4]);
  expect(parts([1, 2])).toEqual([1, [], 2]);
  expect(unpacked(itemsIn(expression('(a, b)')).list, [1]).map(({ value }) => value)).toEqual([1, undefined]);
});

describe('a comprehension', () => {
  it.each([
    ['[f(a) for a, b in c if a if b for d in e]', 'f(a)', null, ['a|b tuple in c if a,b', 'd in e if ']],
    ['{k: v for k, v in d.items()}', 'v', 'k', ['k|v tuple in d.items() if ']],
    ['(x async for x in y)', 'x', null, ['x in y if ']],
  ])('%s', (text, element, key, loops) => {
    const found = comprehensionOf(expression(text));
    expect([found.element?.text, found.key?.text ?? null]).toEqual([element, key]);
    expect(
      found.loops.map(
        ({ targets, iterable, conditions }) =>
          `${textOf(targets)} in ${iterable.text} if ${conditions.map((each) => each.text)}`,
      ),
    ).toEqual(loops);
  });

  it('without what it goes over has no loop', () => {
    expect(comprehensionOf(expression('[x for x in ]')).loops).toEqual([]);
  });
});

it.each([
  ['import a.b, c.d as e', ['a=a', 'e=c.d']],
  ['from a.b import c as d, e', ['d=a.b.c', 'e=a.b.e']],
  ['from a import (\n  b,\n  c,\n)', ['b=a.b', 'c=a.c']],
  ['from .a import b', ['b=.a.b']],
  ['from a.b import *', ['*=a.b']],
])('reads %s', (text, names) => {
  expect(importedNames(statement(text)).map(({ name, path }) => `${name}=${path}`)).toEqual(names);
});

it('reads the entries of a dictionary', () => {
  const entries = dictionaryEntries(expression("{'a': 1, **b, c: d}"));
  expect(entries.map(({ key, value }) => `${key?.text ?? '**'} ${value.text}`)).toEqual(["'a' 1", '** b', 'c d']);
});

it.each([
  ['a[1]', ['1']],
  ['a[1:, ::2, b]', ['1:-:-', '-:-:2', 'b']],
  ['a[0][x, 1:2]', ['x', '1:2:-']],
])('reads the subscripts of %s', (text, subscripts) => {
  const part = (node: PythonNode | null) => node?.text ?? '-';
  const found = subscriptsOf(expression(text)).map((each) =>
    each.kind === 'index' ? each.node.text : [each.start, each.stop, each.step].map(part).join(':'),
  );
  expect(found).toEqual(subscripts);
});

it('reads the parts of compound statements', () => {
  const textAt = (node: PythonNode | undefined) => node?.text.trim();
  const branches = branchesOf(statement('if a:\n  1\nelif b:\n  2\nelse:\n  3\n'));
  expect(branches.map(({ condition, body }) => `${condition?.text} ${textAt(body)}`)).toEqual([
    'a :\n  1',
    'b :\n  2',
    'undefined :\n  3',
  ]);
  const loop = forLoopOf(statement('for a, b in c, d:\n  1\nelse:\n  2\n'));
  expect(loop && [textOf(loop.targets), textOf(loop.over), textAt(loop.body), textAt(loop.otherwise)]).toEqual([
    'a|b tuple',
    'c|d tuple',
    ':\n  1',
    ':\n  2',
  ]);
  expect(whileLoopOf(statement('while a:\n  1\n'))?.condition.text).toBe('a');
  const sections = trySectionsOf(statement('try:\n  1\nexcept E as e:\n  2\nelse:\n  3\nfinally:\n  4\n'));
  expect(sections.map(({ keyword }) => keyword)).toEqual(['try', 'except', 'else', 'finally']);
  const contexts = contextsOf(statement('with a() as b, c():\n  1\n'));
  expect(contexts.map(({ expression: value, target }) => `${value.text} ${target?.text}`)).toEqual([
    'a() b',
    'c() undefined',
  ]);
  expect(casesOf(statement('match a:\n  case 1:\n    b\n  case _:\n    c\n')).map(({ text }) => text)).toHaveLength(2);
});

it.each([
  ['@staticmethod', 'static'],
  ['@classmethod', 'class'],
  ['@property', 'property'],
  ['@functools.cached_property', 'property'],
  ['@app.route("/property")', 'plain'],
])('binds a method with %s', (decorator, binding) => {
  const { decorators, definition } = decoratedOf(statement(`${decorator}\ndef f(self): pass\n`));
  expect([bindingOf(decorators), definition?.type]).toEqual([binding, 'FunctionDefinition']);
});
