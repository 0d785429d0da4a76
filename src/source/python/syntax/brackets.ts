import { type PythonNode, splitAt } from './node.js';

const known = new WeakMap<PythonNode, PythonNode[][]>();

/** What stands in the square brackets that a node ends with, split at commas. Loops ask for it over and over. */
export function inBrackets(node: PythonNode): PythonNode[][] {
  let parts = known.get(node);
  if (!parts) {
    const open = node.children.findIndex(({ type }) => type === '[');
    parts = splitAt(node.children.slice(open + 1, -1), ',');
    known.set(node, parts);
  }
  return parts;
}
