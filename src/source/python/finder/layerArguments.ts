import { MOST_ARGUMENT_TEXT, type SourceArgument, type SourceArguments } from '../../../protocol/source.js';
import { argumentsOf, type PythonArgument } from '../syntax/arguments.js';
import { stringOf } from '../syntax/literals.js';
import { childNamed, type PythonNode } from '../syntax/node.js';
import type { PythonTree } from '../syntax/tree.js';

const NUMBER = /^-?\s*(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** What a call of a layer of Keras is given. */
export function layerArguments(tree: PythonTree, call: PythonNode, file: string): SourceArguments {
  const syntax = childNamed(call, 'ArgList');
  const all = argumentsOf(syntax);
  const plain = all.filter(({ star, generator }) => star === '' && !generator);
  const isWhole = syntax !== undefined && !syntax.broken && !call.broken && tree.textOf(call).endsWith(')');
  return {
    list: plain.map((argument) => argumentOf(tree, argument, file)),
    complete: isWhole && plain.length === all.length,
  };
}

function argumentOf(tree: PythonTree, argument: PythonArgument, file: string): SourceArgument {
  const { name } = argument;
  const value = withPoint(tree, argument.value);
  const text = tree.textOf(value);
  return {
    name: name && tree.textOf(name),
    text: text.slice(0, MOST_ARGUMENT_TEXT),
    value: literalOf(value, text),
    span: tree.spanOf(name ? { ...value, from: name.from } : value, file),
    valueSpan: tree.spanOf(value, file),
  };
}

/** The parser takes a number's last character for none of it where that is a point: `1.`. */
function withPoint(tree: PythonTree, node: PythonNode): PythonNode {
  return /^\d\.$/.test(tree.text.slice(node.to - 1, node.to + 1)) ? { ...node, to: node.to + 1 } : node;
}

function literalOf({ name }: PythonNode, text: string): SourceArgument['value'] {
  switch (name) {
    case 'String':
      return text.includes('\\') ? undefined : stringOf(text);
    case 'None':
      return null;
    case 'Boolean':
      return text === 'True';
    case 'Number':
    case 'UnaryExpression':
      return NUMBER.test(text) ? Number(text.replace(/[\s_]/g, '')) : undefined;
    default:
      return undefined;
  }
}
