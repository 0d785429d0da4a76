import type { Node } from '@babel/types';
import type { Call } from './nodeKinds.js';

/** An expression that another one's value may come from, and how it got there. */
export interface Origin {
  readonly node: Node;
  /** Calls that handed it down as an argument, the outermost first. */
  readonly via: readonly Call[];
  /** How many functions returned it on the way. */
  readonly returned: number;
}

/** Follows a value back through variables, properties, parameters and returns. */
export interface Resolver {
  /** Never empty except inside a cycle: what cannot be followed further is its own origin. */
  of(node: Node): readonly Origin[];
}

/** What cannot be followed further. */
export function own(node: Node): Origin {
  return { node, via: [], returned: 0 };
}

export function distinct(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const seen = new Set<Node>();
  return origins.filter(({ node }) => !seen.has(node) && seen.add(node));
}
