import type { Node } from '@babel/types';
import type { CallGraph } from './callGraph.js';
import { COMPUTED, memberName } from './names.js';
import { type Call, isCall, receiver } from './nodeKinds.js';
import type { Resolver } from './origin.js';
import type { Program } from './program.js';

/** An element of a list, or (`list`) a whole list whose elements the source does not show. */
export interface ListElement {
  readonly kind: 'element' | 'list';
  readonly node: Node;
}

/** Longer lists are no layers that somebody wrote, but lists that are spread into each other again and again. */
const MAX_ELEMENTS = 2000;

/** Shows what an array holds: its literal, spreads, what is pushed to it, and what `map` and the like make of it. */
export class Lists {
  private readonly known = new Map<Node, readonly ListElement[] | null>();

  constructor(
    private readonly program: Program,
    private readonly resolver: Resolver,
    private readonly graph: CallGraph,
  ) {}

  elementsOf(list: Node): readonly ListElement[] {
    return this.resolver.of(list).flatMap(({ node }) => {
      return this.elementsOnce(node) ?? [{ kind: 'list', node: isCall(node) ? node : list } as const];
    });
  }

  /** A list that holds itself adds nothing to itself. */
  private elementsOnce(node: Node): readonly ListElement[] | null {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    this.known.set(node, []);
    const elements = this.elementsAt(node)?.slice(0, MAX_ELEMENTS) ?? null;
    this.known.set(node, elements);
    return elements;
  }

  private elementsAt(node: Node): readonly ListElement[] | null {
    if (isNothing(node)) return [];
    if (node.type === 'ArrayExpression') {
      const first = this.callsOn(node, 'unshift').flatMap((call) => this.flatten(call.arguments));
      return [...first, ...this.flatten(node.elements), ...this.assignedTo(node), ...this.pushedTo(node)];
    }
    if (!isCall(node)) return null;
    const pushed = this.pushedTo(node);
    return this.madeBy(node) ?? (pushed.length > 0 ? pushed : null);
  }

  private flatten(nodes: readonly (Node | null)[]): ListElement[] {
    return nodes.flatMap((node) => {
      if (!node) return [];
      return node.type === 'SpreadElement' ? this.elementsOf(node.argument) : [{ kind: 'element', node } as const];
    });
  }

  private pushedTo(list: Node): readonly ListElement[] {
    return this.callsOn(list, 'push').flatMap((call) => this.flatten(call.arguments));
  }

  private callsOn(list: Node, method: string): Call[] {
    return (this.program.callsByName.get(method) ?? []).filter((call) => {
      const object = receiver(call);
      return object && this.resolver.of(object).some(({ node }) => node === list);
    });
  }

  /** What `list[index] = value` puts in. */
  private assignedTo(list: Node): readonly ListElement[] {
    const indices = [...this.program.propertyWrites.keys()].filter((key) => key === COMPUTED || /^\d+$/.test(key));
    const writes = indices.flatMap((key) => this.program.propertyWrites.get(key) ?? []);
    return writes.flatMap(({ object, source }) =>
      source.kind === 'value' && source.path.length === 0 && this.resolver.of(object).some(({ node }) => node === list)
        ? [{ kind: 'element', node: source.value } as const]
        : [],
    );
  }

  private madeBy(call: Call): readonly ListElement[] | null {
    const object = receiver(call);
    const [first, second] = call.arguments;
    if (!object) return null;
    switch (memberName(call.callee)) {
      case 'map':
        return this.returnedBy(first);
      case 'from':
        return second ? this.returnedBy(second) : first ? this.elementsOf(first) : null;
      case 'flatMap':
        return this.returnedBy(first)?.flatMap(({ node }) => this.elementsOf(node)) ?? null;
      case 'fill':
        return first ? [{ kind: 'element', node: first }] : null;
      case 'filter':
      case 'slice':
      case 'reverse':
      case 'flat':
        return this.elementsOf(object);
      case 'concat':
        return [...this.elementsOf(object), ...call.arguments.flatMap((argument) => this.concatenated(argument))];
      default:
        return null;
    }
  }

  private concatenated(argument: Node): readonly ListElement[] {
    return argument.type === 'SpreadElement' ? [] : this.elementsOf(argument);
  }

  private returnedBy(callback: Node | undefined): readonly ListElement[] | null {
    const returned = callback
      ? this.graph.functionsNamed(callback).flatMap((node) => this.program.returnsOf(node))
      : [];
    return returned.length > 0 ? returned.map((node) => ({ kind: 'element', node }) as const) : null;
  }
}

/** Whether a value stands for the absence of one, as in `condition && layer`. */
export function isNothing(node: Node): boolean {
  return (
    node.type === 'NullLiteral' ||
    node.type === 'BooleanLiteral' ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}
