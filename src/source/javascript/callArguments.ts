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
import { argumentOf, type Framed, follow } from './follow.js';
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
    const options = this.follow({ node: first, frame: null });
    if (!isObject(options)) return { list: [], complete: false };
    const { list, complete } = this.properties(options, 0);
    return { list, complete: complete && others.length === 0 };
  }

  /** A call and what it is given: arguments by position, and the properties of an object in the last place. */
  of(call: Call, depth = 0, frame: Framed['frame'] = null): SourceCall {
    const path = this.analysis.paths.of(call.callee);
    return {
      callee: path ? ['tf', ...path].join('.') : this.textOf(call.callee),
      arguments: this.argumentsOf(call, depth, frame),
      span: sourceSpan(call, this.file),
    };
  }

  private argumentsOf(call: Call, depth: number, frame: Framed['frame']): SourceArguments {
    const last = call.arguments.at(-1);
    const options = last && this.follow({ node: last, frame });
    const hasOptions = options !== undefined && isObject(options);
    const positional = hasOptions ? call.arguments.slice(0, -1) : call.arguments;
    const given = hasOptions ? this.properties(options, depth) : { list: [], complete: true };
    const known = positional.filter(({ type }) => type !== 'SpreadElement');
    const list = known.map((node): SourceArgument => {
      return { name: null, span: sourceSpan(node, this.file), ...this.valueOf({ node, frame }, depth) };
    });
    return { list: [...list, ...given.list], complete: given.complete && known.length === positional.length };
  }

  /** Those of objects that are spread among them; what comes later takes the place of what came before. */
  private properties({ node, frame }: FramedObject, depth: number): SourceArguments {
    const byName = new Map<string, SourceArgument>();
    let complete = true;
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        const spread = this.follow({ node: property.argument, frame });
        const given = isObject(spread) && depth < MAX_DEPTH ? this.properties(spread, depth + 1) : null;
        for (const argument of given?.list ?? []) byName.set(argument.name ?? '', argument);
        complete &&= given?.complete === true;
        continue;
      }
      const name = property.type === 'ObjectProperty' ? keyName(property.key, property.computed === true) : null;
      if (name === null || property.type !== 'ObjectProperty') {
        complete = false;
        continue;
      }
      const value = this.valueOf({ node: property.value, frame }, depth);
      byName.set(name, { name, span: sourceSpan(property, this.file), ...value });
    }
    return { list: [...byName.values()], complete };
  }

  /** What a parameter stands for is told as the call gives it, where a person would change it. */
  private valueOf(value: Framed, depth: number): SourceValue {
    const given = argumentOf(this.analysis, unwrap(value.node), value.frame) ?? value;
    const followed = this.follow(given);
    const inside = depth < MAX_DEPTH ? followed.node : null;
    const isWhole = inside === unwrap(given.node) || (inside !== null && !this.grows(inside));
    return {
      text: this.textOf(given.node),
      value: literalOf(followed.node, (node) => this.follow({ node, frame: followed.frame }).node),
      valueSpan: sourceSpan(given.node, this.file),
      path: pathOf(unwrap(given.node)),
      elements:
        inside?.type === 'ArrayExpression' && isWhole
          ? this.elementsOf(inside.elements, followed.frame, depth + 1)
          : null,
      call: inside && isCall(inside) ? this.of(inside, depth + 1, followed.frame) : null,
    };
  }

  private elementsOf(
    elements: readonly (Node | null)[],
    frame: Framed['frame'],
    depth: number,
  ): readonly SourceValue[] | null {
    const shown = elements.filter((element) => element !== null && element.type !== 'SpreadElement');
    const most = depth > 1 ? MOST_INNER_ELEMENTS : MOST_ELEMENTS;
    if (elements.length > most || shown.length < elements.length) return null;
    return shown.map((node) => this.valueOf({ node, frame }, depth));
  }

  /** Whether a list that has a name gets more elements by `push` and the like. */
  private grows(list: Node): boolean {
    return (
      list.type === 'ArrayExpression' && this.analysis.origins.lists.elementsOf(list).length > list.elements.length
    );
  }

  private follow(expression: Framed): Framed {
    return follow(this.analysis, expression);
  }

  private textOf(node: Node): string {
    return this.text.slice(startOf(node), Math.min(endOf(node), startOf(node) + MOST_ARGUMENT_TEXT));
  }
}

interface FramedObject extends Framed {
  readonly node: ObjectExpression;
}

const isObject = (followed: Framed): followed is FramedObject => followed.node.type === 'ObjectExpression';

/** `data.xs` */
function pathOf(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  const name = memberName(node);
  const object = name !== null && 'object' in node ? pathOf(unwrap(node.object as Node)) : null;
  return object === null ? null : `${object}.${name}`;
}
