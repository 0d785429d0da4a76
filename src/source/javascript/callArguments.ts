import type { Node, ObjectExpression } from '@babel/types';
import {
  MOST_ARGUMENT_TEXT,
  MOST_ELEMENTS,
  MOST_INNER_ELEMENTS,
  type SourceArgument,
  type SourceArguments,
  type SourceCall,
  type SourceValue,
} from '../../protocol/sourceValue.js';
import type { FileAnalysis } from './fileAnalysis.js';
import { literalOf } from './literalOf.js';
import { keyName, memberName } from './names.js';
import { type Call, isCall, unwrap } from './nodeKinds.js';
import { sourceSpan } from './sourceSpan.js';
import { endOf, startOf } from './syntax.js';

/** Calls in calls and lists in lists, of which a value is told. */
const MAX_DEPTH = 4;

/** Tells what calls of one file are given, constants followed. */
export class CallArguments {
  constructor(
    private readonly analysis: FileAnalysis,
    private readonly text: string,
    private readonly file: string,
  ) {}

  calleeOf({ callee }: Call): string {
    return this.textOf(callee);
  }

  /** What a call of `tf.layers` is given: the properties of its options. */
  ofLayer({ arguments: [first, ...others] }: Call): SourceArguments {
    if (!first) return { list: [], complete: true };
    const options = unwrap(first);
    if (options.type !== 'ObjectExpression') return { list: [], complete: false };
    const { list, complete } = this.properties(options, 0);
    return { list, complete: complete && others.length === 0 };
  }

  /** A call and what it is given: arguments by position, and the properties of an object in the last place. */
  of(call: Call, depth = 0): SourceCall {
    const path = this.analysis.paths.of(call.callee);
    return {
      callee: path ? ['tf', ...path].join('.') : this.textOf(call.callee),
      arguments: this.argumentsOf(call, depth),
      span: sourceSpan(call, this.file),
    };
  }

  private argumentsOf(call: Call, depth: number): SourceArguments {
    const last = call.arguments.at(-1);
    const followed = last && this.followed(last);
    const options = followed?.type === 'ObjectExpression' ? followed : null;
    const positional = options ? call.arguments.slice(0, -1) : call.arguments;
    const given = options ? this.properties(options, depth) : { list: [], complete: true };
    const known = positional.filter(({ type }) => type !== 'SpreadElement');
    const list = known.map((node): SourceArgument => {
      return { name: null, span: sourceSpan(node, this.file), ...this.valueOf(node, depth) };
    });
    return { list: [...list, ...given.list], complete: given.complete && known.length === positional.length };
  }

  private properties({ properties }: ObjectExpression, depth: number): SourceArguments {
    const list = properties.flatMap((property): SourceArgument[] => {
      if (property.type !== 'ObjectProperty') return [];
      const name = keyName(property.key, property.computed === true);
      return name === null
        ? []
        : [{ name, span: sourceSpan(property, this.file), ...this.valueOf(property.value, depth) }];
    });
    return { list, complete: list.length === properties.length };
  }

  private valueOf(node: Node, depth: number): SourceValue {
    const followed = this.followed(node);
    const inside = depth < MAX_DEPTH ? followed : null;
    return {
      text: this.textOf(node),
      value: literalOf(node, (name) => this.followed(name)),
      valueSpan: sourceSpan(node, this.file),
      path: pathOf(unwrap(node)),
      elements: inside?.type === 'ArrayExpression' ? this.elementsOf(inside.elements, depth + 1) : null,
      call: inside && isCall(inside) ? this.of(inside, depth + 1) : null,
    };
  }

  private elementsOf(elements: readonly (Node | null)[], depth: number): readonly SourceValue[] | null {
    const shown = elements.filter((element) => element !== null && element.type !== 'SpreadElement');
    const most = depth > 1 ? MOST_INNER_ELEMENTS : MOST_ELEMENTS;
    if (elements.length > most || shown.length < elements.length) return null;
    return shown.map((element) => this.valueOf(element, depth));
  }

  /** The expression that a name certainly stands for; others are themselves. What a caller hands in is left alone: others may call too. */
  private followed(expression: Node): Node {
    const node = unwrap(expression);
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return node;
    const [origin, ...others] = this.analysis.origins.of(node);
    if (!origin || others.length > 0 || origin.via.length > 0 || origin.returned > 0) return node;
    return this.analysis.program.parentOf(origin.node)?.type === 'AssignmentPattern' ? node : unwrap(origin.node);
  }

  private textOf(node: Node): string {
    return this.text.slice(startOf(node), Math.min(endOf(node), startOf(node) + MOST_ARGUMENT_TEXT));
  }
}

/** `data.xs` */
function pathOf(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  const name = memberName(node);
  const object = name !== null && 'object' in node ? pathOf(unwrap(node.object as Node)) : null;
  return object === null ? null : `${object}.${name}`;
}
