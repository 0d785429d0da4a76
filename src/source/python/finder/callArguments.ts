import {
  MOST_ARGUMENT_TEXT,
  MOST_ELEMENTS,
  MOST_INNER_ELEMENTS,
  type SourceArgument,
  type SourceArguments,
  type SourceCall,
  type SourceValue,
} from '../../../protocol/sourceValue.js';
import type { CertainValues } from '../names/certainValues.js';
import { argumentsOf } from '../syntax/arguments.js';
import { arithmetic } from '../syntax/arithmetic.js';
import { itemsIn } from '../syntax/items.js';
import { numberOf, stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';
import type { PythonTree } from '../syntax/tree.js';

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
    private readonly certain: CertainValues,
  ) {}

  calleeOf({ children: [callee] }: PythonNode): string {
    return callee ? callee.text.slice(0, MOST_ARGUMENT_TEXT) : '';
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
    const syntax = call.child('ArgList');
    const all = argumentsOf(syntax);
    const plain = all.filter(({ star, generator }) => star === '' && !generator);
    const isWhole = syntax !== undefined && !syntax.broken && !call.broken && call.text.endsWith(')');
    const list = plain.map(({ name, value }): SourceArgument => {
      const span = tree.spanOf({ from: (name ?? value).from, to: value.to }, file);
      return { name: name?.text ?? null, span, ...this.valueOf(value, depth) };
    });
    return { list, complete: isWhole && plain.length === all.length };
  }

  private valueOf(node: PythonNode, depth: number): SourceValue {
    const { type, text } = node;
    const followed = depth < MAX_DEPTH ? this.certain.followed(node) : null;
    const isList = followed?.type === 'ArrayExpression' || followed?.type === 'TupleExpression';
    return {
      text: text.slice(0, MOST_ARGUMENT_TEXT),
      value: this.literalOf(node),
      valueSpan: this.tree.spanOf(node, this.file),
      path: DOTTED.test(text) && (type === 'VariableName' || type === 'MemberExpression') ? text : null,
      elements: isList ? this.elementsOf(followed, depth + 1) : null,
      call: followed?.type === 'CallExpression' ? this.of(followed, depth + 1) : null,
    };
  }

  private elementsOf(node: PythonNode, depth: number): readonly SourceValue[] | null {
    const { list } = itemsIn(node);
    const most = depth > 1 ? MOST_INNER_ELEMENTS : MOST_ELEMENTS;
    if (node.broken || list.length > most || list.some(({ starred }) => starred)) return null;
    return list.map((item) => this.valueOf(item.node, depth));
  }

  private literalOf(node: PythonNode, depth = 0): SourceValue['value'] {
    if (depth > MAX_ARITHMETIC) return undefined;
    const { type, text } = node;
    switch (type) {
      case 'String':
        return /^[bf]/i.test(text) ? undefined : stringOf(text);
      case 'None':
        return null;
      case 'Boolean':
        return text === 'True';
      case 'Number':
      case 'UnaryExpression':
        return numberOf(text) ?? undefined;
      case 'ParenthesizedExpression': {
        const [inner, ...others] = itemsIn(node).list;
        return inner && others.length === 0 ? this.literalOf(inner.node, depth + 1) : undefined;
      }
      case 'BinaryExpression': {
        const [left, operator, right] = node.children;
        if (!left || !operator || !right) return undefined;
        const [first, second] = [left, right].map((part) => this.literalOf(part, depth + 1));
        if (typeof first !== 'number' || typeof second !== 'number') return undefined;
        const value = arithmetic(operator.text, first, second);
        return Number.isFinite(value) ? value : undefined;
      }
      case 'VariableName': {
        const followed = this.certain.followed(node);
        return followed === node ? undefined : this.literalOf(followed, depth + 1);
      }
      default:
        return undefined;
    }
  }
}
