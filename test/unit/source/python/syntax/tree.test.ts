import { expect, it } from 'vitest';
import { argumentsOf } from '../../../../../src/source/python/syntax/arguments.js';
import { childNamed, enclosing, type PythonNode, walk } from '../../../../../src/source/python/syntax/node.js';
import { parametersOf } from '../../../../../src/source/python/syntax/parameters.js';
import { PythonTree } from '../../../../../src/source/python/syntax/tree.js';

function firstOf(tree: PythonTree, name: string): PythonNode {
  const found: PythonNode[] = [];
  walk(tree.root, (node) => {
    if (node.name === name) found.push(node);
  });
  const [first] = found;
  if (!first) throw new Error(`No ${name}`);
  return first;
}

it('keeps text and place of each node', () => {
  const tree = new PythonTree('x = 1\n\nmodel.add(\n  Dense(3))\n');
  const call = firstOf(tree, 'CallExpression');
  expect(tree.textOf(call)).toBe('model.add(\n  Dense(3))');
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
  expect([tree.textOf(call), tree.lineOf(call), tree.root.children.length]).toEqual(['c()', 2, 2]);
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
  const described = argumentsOf(childNamed(firstOf(tree, 'CallExpression'), 'ArgList')).map(
    ({ name, star, value }) => `${name ? `${tree.textOf(name)}=` : ''}${star}${tree.textOf(value)}`,
  );
  expect(described).toEqual(['1', '*rest', 'units=2', '**more']);
  const generator = tree.root.children[1]?.children[0];
  expect(argumentsOf(generator && childNamed(generator, 'ArgList'))).toMatchObject([{ generator: true }]);
});

it('lists the parameters of a function', () => {
  const tree = new PythonTree('def f(self, a: int, b=other, *rest, c: str = "x", **more): pass');
  const described = parametersOf(firstOf(tree, 'ParamList')).map(
    ({ name, star, defaultValue }) =>
      `${star}${tree.textOf(name)}${defaultValue ? `=${tree.textOf(defaultValue)}` : ''}`,
  );
  expect(described).toEqual(['self', 'a', 'b=other', '*rest', 'c="x"', '**more']);
});

it('marks what is broken and knows what is around a node', () => {
  const tree = new PythonTree('def f():\n  x = g(1 2)\n');
  const call = firstOf(tree, 'CallExpression');
  expect(childNamed(call, 'ArgList')?.broken).toBe(true);
  expect(enclosing(call, new Set(['FunctionDefinition']))?.name).toBe('FunctionDefinition');
  expect(enclosing(call, new Set(['ClassDefinition']))).toBeNull();
});

it('reads numbers that end with a point', () => {
  const tree = new PythonTree('x = f(1., [2., 3.]) / 255.\ny = 1.5\n');
  expect(tree.root.children.map(({ broken }) => broken)).toEqual([false, false]);
  expect(tree.root.broken).toBe(false);
});

it('reads long texts whole', () => {
  const tree = new PythonTree('g.h(2)\n\n# c\n\nm = g()\n'.repeat(400));
  expect(tree.root.broken).toBe(false);
  expect(tree.root.children.filter(({ name }) => name === 'AssignStatement')).toHaveLength(400);
});
