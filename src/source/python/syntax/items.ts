import type { PythonNode } from './node.js';

/** Expressions or targets with commas between them: of a list, a tuple, an assignment, a loop. */
export interface Items {
  readonly list: readonly Item[];
  /** Whether they are several values, as a comma or their brackets say, and not just one. */
  readonly isTuple: boolean;
}

export interface Item {
  readonly node: PythonNode;
  /** Whether a `*` stands before it. */
  readonly starred: boolean;
}

const brackets = new Set(['(', ')', '[', ']', '{', '}']);

/** Items among nodes, brackets around them left out: `a, *b`. */
export function itemsAmong(nodes: readonly PythonNode[]): Items {
  const list: Item[] = [];
  let isTuple = false;
  let starred = false;
  let isNext = true;
  for (const node of nodes) {
    if (brackets.has(node.type)) continue;
    if (node.type === ',') {
      isTuple = true;
      isNext = true;
    } else if (node.type === '*' && isNext) starred = true;
    else if (isNext) {
      list.push({ node, starred });
      isNext = false;
      starred = false;
    }
  }
  return { list, isTuple };
}

/** Items of a list, tuple or set, or of parentheses. */
export function itemsIn({ type, children }: PythonNode): Items {
  const { list, isTuple } = itemsAmong(children);
  return { list, isTuple: isTuple || type !== 'ParenthesizedExpression' };
}

/** Gives each target the value at its place; the starred one takes the values that are left, as `rest`. */
export function unpacked<V>(
  targets: readonly Item[],
  values: readonly V[],
): { readonly node: PythonNode; readonly value: V | undefined; readonly rest: V[] | null }[] {
  const star = targets.findIndex(({ starred }) => starred);
  const behind = targets.length - 1 - star;
  return targets.map(({ node }, index) => {
    if (index === star)
      return { node, value: undefined, rest: values.slice(index, Math.max(index, values.length - behind)) };
    const isBehind = star >= 0 && index > star;
    return { node, value: values.at(isBehind ? index - targets.length : index), rest: null };
  });
}
