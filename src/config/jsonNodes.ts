import type { Node } from 'jsonc-parser';

/** Finds nodes of a JSON tree by their path. Each object's keys are indexed once, so that many paths of a wide object take no longer than the object is. */
export function jsonNodes(root: Node): (path: readonly (string | number)[]) => Node | undefined {
  const indices = new Map<Node, ReadonlyMap<string | number, Node>>();
  const childrenOf = (node: Node): ReadonlyMap<string | number, Node> => {
    const known = indices.get(node) ?? indexOf(node);
    indices.set(node, known);
    return known;
  };
  return (path) => {
    let node: Node | undefined = root;
    for (const key of path) node = node && childrenOf(node).get(key);
    return node;
  };
}

/** Values by key, of twins the last one, which is the one that counts; items by their place. */
function indexOf({ type, children = [] }: Node): ReadonlyMap<string | number, Node> {
  if (type !== 'object') return new Map(children.entries());
  return new Map(
    children.flatMap(({ children: [key, value] = [] }) => (key && value ? [[String(key.value), value]] : [])),
  );
}
