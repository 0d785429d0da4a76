import {
  MOST_ARGUMENT_TEXT,
  MOST_ELEMENTS,
  MOST_INNER_ELEMENTS,
  type SourceArgument,
  type SourceArguments,
  type SourceCall,
  type SourceValue,
} from '../../../protocol/sourceValue.js';
import { arithmetic } from '../../arithmetic.js';
import { argumentsOf } from '../syntax/arguments.js';
import { stringOf } from '../syntax/literals.js';
import { childNamed, type PythonNode } from '../syntax/node.js';
import { punctuation } from '../syntax/punctuation.js';
import type { PythonTree } from '../syntax/tree.js';
import type { Assignments } from './assignments.js';

const NUMBER = /^-?\s*(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const DOTTED = /^[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*$/;
/** Calls in calls and lists in lists, of which a value is told. */
const MAX_DEPTH = 4;
/** Longer arithmetic is no constant that people write. */
const MAX_ARITHMETIC = 8;

/** Tells what calls of one program are given, constants followed. */
export class CallArguments {
  constructor(
    private readonly tree: PythonTree,
    private readonly file: string,
    private readonly assignments: Assignments,
  ) {}

  calleeOf({ children: [callee] }: PythonNode): string {
    return callee ? this.tree.textOf(callee).slice(0, MOST_ARGUMENT_TEXT) : '';
  }

  of(call: PythonNode, depth = 0): SourceCall {
    return {
      callee: this.calleeOf(call),
      arguments: this.argumentsOf(call, depth),
      span: this.tree.spanOf(call, this.file),
    };
  }

  argumentsOf(call: PythonNode, depth = 0): SourceArguments {
    const { tree, file } = this;
    const syntax = childNamed(call, 'ArgList');
    const all = argumentsOf(syntax);
    const plain = all.filter(({ star, generator }) => star === '' && !generator);
    const isWhole = syntax !== undefined && !syntax.broken && !call.broken && tree.textOf(call).endsWith(')');
    const list = plain.map(({ name, value }): SourceArgument => {
      const end = withPoint(tree, value).to;
      const span = tree.spanOf({ ...value, from: (name ?? value).from, to: end }, file);
      return { name: name && tree.textOf(name), span, ...this.valueOf(value, depth) };
    });
    return { list, complete: isWhole && plain.length === all.length };
  }

  private valueOf(argument: PythonNode, depth: number): SourceValue {
    const node = withPoint(this.tree, argument);
    const text = this.tree.textOf(node);
    const followed = depth < MAX_DEPTH ? this.assignments.followed(argument) : null;
    const isList = followed?.name === 'ArrayExpression' || followed?.name === 'TupleExpression';
    return {
      text: text.slice(0, MOST_ARGUMENT_TEXT),
      value: this.literalOf(argument),
      valueSpan: this.tree.spanOf(node, this.file),
      path: DOTTED.test(text) && (node.name === 'VariableName' || node.name === 'MemberExpression') ? text : null,
      elements: isList ? this.elementsOf(followed, depth + 1) : null,
      call: followed?.name === 'CallExpression' ? this.of(followed, depth + 1) : null,
    };
  }

  private elementsOf({ children, broken }: PythonNode, depth: number): readonly SourceValue[] | null {
    const elements = children.filter(({ name }) => !punctuation.has(name));
    const most = depth > 1 ? MOST_INNER_ELEMENTS : MOST_ELEMENTS;
    if (broken || elements.length > most || elements.some(({ name }) => name === '*')) return null;
    return elements.map((element) => this.valueOf(element, depth));
  }

  private literalOf(node: PythonNode, depth = 0): SourceValue['value'] {
    if (depth > MAX_ARITHMETIC) return undefined;
    const text = this.tree.textOf(withPoint(this.tree, node));
    switch (node.name) {
      case 'String':
        return text.includes('\\') || /^[bf]/i.test(text) ? undefined : stringOf(text);
      case 'None':
        return null;
      case 'Boolean':
        return text === 'True';
      case 'Number':
      case 'UnaryExpression':
        return NUMBER.test(text) ? Number(text.replace(/[\s_]/g, '')) : undefined;
      case 'ParenthesizedExpression': {
        const [inner, ...others] = node.children.filter(({ name }) => !punctuation.has(name));
        return inner && others.length === 0 ? this.literalOf(inner, depth + 1) : undefined;
      }
      case 'BinaryExpression': {
        const [left, operator, right] = node.children;
        if (!left || !operator || !right) return undefined;
        const of = (part: PythonNode) => this.literalOf(part, depth + 1);
        return arithmetic(this.tree.textOf(operator), of(left), of(right));
      }
      case 'VariableName': {
        const followed = this.assignments.followed(node);
        return followed === node ? undefined : this.literalOf(followed, depth + 1);
      }
      default:
        return undefined;
    }
  }
}

/** The parser takes a number's last character for none of it where that is a point: `1.`. */
function withPoint(tree: PythonTree, node: PythonNode): PythonNode {
  return /^\d\.$/.test(tree.text.slice(node.to - 1, node.to + 1)) ? { ...node, to: node.to + 1 } : node;
}
