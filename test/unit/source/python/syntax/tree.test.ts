import { expect, it } from 'vitest';
import { argumentsOf } from '../../../../../src/source/python/syntax/arguments.js';
import { type PythonNode, walk } from '../../../../../src/source/python/syntax/node.js';
import { parametersOf } from '../../../../../src/source/python/syntax/parameters.js';
import { PythonTree } from '../../../../../src/source/python/syntax/tree.js';

function firstOf(tree: PythonTree, type: string): PythonNode {
  for (const node of walk(tree.root)) if (node.type === type) return node;
  throw new Error(`No ${type}`);
}

it('keeps text and place of each node', () => {
  const tree = new PythonTree('x = 1\n\nmodel.add(\n  Dense(3))\n');
  const call = firstOf(tree, 'CallExpression');
  expect(call.text).toBe('model.add(\n  Dense(3))');
  expect(tree.lineOf(call)).toBe(3);
  expect(tree.spanOf(call, 'a.py')).toEqual({
    file: 'a.py',
    start: { line: 3, column: 1 },
    end: { line: 4, column: 12 },
  });
});

it.each([
  ['CRLF', 'a = 1\r\nb = c()\r\n'],
  ['CR', 'a = 1\rb = c()\r'],
  ['a byte order mark', '\uFEFFa = 1\nb = c()\n'],
  ['spaces that are none of Python', 'a\u00A0= 1\nb\u00A0= c()\n'],
])('reads %s', (_, text) => {
  const tree = new PythonTree(text);
  const call = firstOf(tree, 'CallExpression');
  expect([call.text, tree.lineOf(call), tree.root.children.length]).toEqual(['c()', 2, 2]);
});

it('takes what is named from elsewhere', () => {
  const tree = new PythonTree('f(1)', {
    starts: [0],
    position: (offset) => ({ line: 7, column: offset + 20 }),
    endPosition: (offset) => ({ line: 8, column: offset }),
  });
  expect(tree.spanOf(firstOf(tree, 'CallExpression'), 'n')).toEqual({
    file: 'n',
    start: { line: 7, column: 20 },
    end: { line: 8, column: 4 },
  });
});

it('lists the arguments of a call', () => {
  const tree = new PythonTree('f(1, *rest, units=2, **more)\ng(x for x in y)');
  const described = argumentsOf(firstOf(tree, 'CallExpression').child('ArgList')).map(
    ({ name, star, value }) => `${name ? `${name.text}=` : ''}${star}${value.text}`,
  );
  expect(described).toEqual(['1', '*rest', 'units=2', '**more']);
  const generator = tree.root.children[1]?.children[0];
  expect(argumentsOf(generator?.child('ArgList'))).toMatchObject([{ generator: true }]);
});

it('lists the parameters of a function', () => {
  const tree = new PythonTree('def f(self, a: int, b=other, *rest, c: str = "x", **more): pass');
  const described = parametersOf(firstOf(tree, 'FunctionDefinition')).map(
    ({ name, star, defaultValue }) => `${star}${name}${defaultValue ? `=${defaultValue.text}` : ''}`,
  );
  expect(described).toEqual(['self', 'a', 'b=other', '*rest', 'c="x"', '**more']);
});

it('marks what is broken and knows what is around a node', () => {
  const tree = new PythonTree('def f():\n  x = g(1 2)\n');
  const call = firstOf(tree, 'CallExpression');
  expect(call.child('ArgList')?.broken).toBe(true);
  expect(call.enclosing(new Set(['FunctionDefinition']))?.type).toBe('FunctionDefinition');
  expect(call.enclosing(new Set(['ClassDefinition']))).toBeNull();
});

it('reads numbers that end with a point', () => {
  const tree = new PythonTree('x = f(1., [2., 3.]) / 255.\ny = 1.5\n');
  expect(tree.root.children.map(({ broken }) => broken)).toEqual([false, false]);
  expect(tree.root.children.map(({ text }) => text)).toEqual(['x = f(1., [2., 3.]) / 255.', 'y = 1.5']);
  expect(firstOf(tree, 'Number').text).toBe('1.');
  expect(tree.root.broken).toBe(false);
});

it('reads long texts whole', () => {
  const tree = new PythonTree('g.h(2)\n\n# c\n\nm = g()\n'.repeat(400));
  expect(tree.root.broken).toBe(false);
  expect(tree.root.children.filter(({ type }) => type === 'AssignStatement')).toHaveLength(400);
});
