import type { Node } from '@babel/types';
import { isFunction } from '../javascript/nodeKinds.js';
import { endOf, type ParentOf, startOf, walk } from '../javascript/syntax.js';
import type { Replacement } from './replacements.js';

/**
 * In a `switch` that is kept as a whole, `return` ends the function around it, whose statements run as they stand here: it may end the `switch`
 * only, or nothing that comes after the function would run.
 */
export function returnsIn(unit: Node, parentOf: ParentOf): Replacement[] {
  if (unit.type !== 'SwitchStatement') return [];
  const found: Replacement[] = [];
  walk(unit, (node) => {
    if (node.type !== 'ReturnStatement' || isInFunction(node, unit, parentOf)) return;
    const start = startOf(node);
    const { argument } = node;
    if (!argument) {
      found.push({ start, end: endOf(node), text: 'break;' });
      return;
    }
    found.push(
      { start, end: startOf(argument), text: '{ (' },
      { start: endOf(argument), end: endOf(node), text: '); break; }' },
    );
  });
  return found;
}

function isInFunction(node: Node, unit: Node, parentOf: ParentOf): boolean {
  for (let parent = parentOf(node); parent && parent !== unit; parent = parentOf(parent))
    if (isFunction(parent)) return true;
  return false;
}
