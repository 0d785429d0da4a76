import type { Function as AnyFunction, Node } from '@babel/types';
import type { ParentOf } from './syntax.js';

/** Where a value that a variable or property takes comes from; `path` names the properties that destructuring goes down. */
export type Source =
  | { readonly kind: 'value'; readonly value: Node; readonly path: readonly string[] }
  | { readonly kind: 'element'; readonly iterable: Node; readonly path: readonly string[] }
  | {
      readonly kind: 'argument';
      readonly of: AnyFunction;
      readonly index: number;
      readonly path: readonly string[];
    }
  /** `imported` is null for the whole module. */
  | { readonly kind: 'import'; readonly module: string; readonly imported: string | null };

/** One assignment; `at` is where it takes effect. */
export interface Write {
  readonly at: Node;
  readonly source: Source;
}

/** A variable, parameter, function, class or import of one scope. */
export interface Binding {
  readonly name: string;
  readonly writes: Write[];
}

/** Names by the node that opens their scope. */
export class Scopes {
  private readonly byNode = new Map<Node, Map<string, Binding>>();

  declare(scope: Node, name: string): Binding {
    const names = this.byNode.get(scope) ?? new Map<string, Binding>();
    const binding = names.get(name) ?? { name, writes: [] };
    this.byNode.set(scope, names.set(name, binding));
    return binding;
  }

  /** What a name means at a node; undefined for a global or an unknown name. */
  lookUp(name: string, at: Node, parentOf: ParentOf): Binding | undefined {
    const scope = this.scopeOf(name, at, parentOf);
    return scope && this.byNode.get(scope)?.get(name);
  }

  /** The node whose scope declares what a name means at a node. */
  scopeOf(name: string, at: Node, parentOf: ParentOf): Node | undefined {
    for (let node: Node | undefined = at; node; node = parentOf(node))
      if (this.byNode.get(node)?.has(name)) return node;
    return undefined;
  }
}
