import type { Node } from '@babel/types';
import type { Program } from '../javascript/program.js';
import { walk } from '../javascript/syntax.js';

/** More places than tell what a value is for. */
const MOST = 8;

/** Reads of a variable or parameter, but for the place that gives it its value. */
export function readsOf(declared: Node, place: Node, { scopes, parentOf }: Program): Node[] {
  if (declared.type !== 'Identifier') return [];
  const scope = scopes.scopeOf(declared.name, declared, parentOf);
  const reads: Node[] = [];
  if (!scope) return reads;
  walk(scope, (node) => {
    if (node.type !== 'Identifier' || node.name !== declared.name || node === declared || node === place) return;
    const parent = parentOf(node);
    const isKey = parent?.type === 'ObjectProperty' && parent.key === node && parent.value !== node;
    if (!isKey) reads.push(node);
  });
  return reads.slice(0, MOST);
}
