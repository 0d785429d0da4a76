import { type PythonNode, splitAt } from './node.js';

/** What stands in brackets behind a value: `[index]`, `[start:stop:step]`. */
export type Subscript =
  | { readonly kind: 'index'; readonly node: PythonNode }
  | {
      readonly kind: 'slice';
      readonly start: PythonNode | null;
      readonly stop: PythonNode | null;
      readonly step: PythonNode | null;
    };

const known = new WeakMap<PythonNode, readonly Subscript[]>();

/** The subscripts that a node ends with, in order. Loops ask for them over and over. */
export function subscriptsOf(node: PythonNode): readonly Subscript[] {
  const found = known.get(node) ?? readSubscripts(node.children);
  known.set(node, found);
  return found;
}

function readSubscripts(nodes: readonly PythonNode[]): Subscript[] {
  const inside = nodes.slice(nodes.findIndex(({ type }) => type === '[') + 1).filter(({ type }) => type !== ']');
  return splitAt(inside, ',').flatMap((part): Subscript[] => {
    const [node] = part;
    if (!node) return [];
    if (!part.some(({ type }) => type === ':')) return [{ kind: 'index', node }];
    const bounds: (PythonNode | null)[] = [null];
    for (const child of part) {
      if (child.type === ':') bounds.push(null);
      else bounds[bounds.length - 1] = child;
    }
    const [start = null, stop = null, step = null] = bounds;
    return [{ kind: 'slice', start, stop, step }];
  });
}
