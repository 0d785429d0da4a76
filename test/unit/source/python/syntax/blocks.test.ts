import { expect, it } from 'vitest';
import { blockStarts } from '../../../../../src/source/python/syntax/blocks.js';
import { PythonTree } from '../../../../../src/source/python/syntax/tree.js';

const body = Array.from({ length: 40 }, (_, index) => `    total = total + ${index}`).join('\n');

/** The first lines of the blocks. */
function blocks(text: string): string[] {
  return blockStarts(text).map((start) => text.slice(start).split('\n')[0] ?? '');
}

it('cuts a program between statements of its top level', () => {
  const text = `import a\ndef f():\n${body}\n\n# of g\n@wrap\ndef g():\n${body}\nclass A:\n${body}\n`;
  expect(blocks(text)).toEqual(['import a', '@wrap', 'class A:']);
});

it.each([
  ['the other arm of an if', `if a:\n${body}\nelse:\n${body}\n`],
  ['a handler', `try:\n${body}\nexcept A:\n${body}\nfinally:\n${body}\n`],
  ['a string', `x = """\n${body}\ndef f():\n${body}\n"""\n`],
  ['brackets', `x = f(\n${body.replaceAll('total = ', '')}\n)\n`],
  ['a continued line', `x = 1 + \\\n${body.replaceAll('\n', ' \\\n').replaceAll('=', '+')}\ny\n`],
])('does not cut %s', (_, text) => {
  expect(blocks(text)).toHaveLength(1);
});

it('reads the blocks as one program', () => {
  const text = `x = 1\ndef f():\n${body}\ndef g():\n${body}\ny = 2\n`;
  const tree = new PythonTree(text);
  expect(tree.root.children.map(({ type }) => type)).toEqual([
    'AssignStatement',
    'FunctionDefinition',
    'FunctionDefinition',
    'AssignStatement',
  ]);
  expect(tree.root.children.map((node) => tree.lineOf(node))).toEqual([1, 2, 43, 84]);
});
