import type { Node } from '@babel/types';
import type { Write } from './bindings.js';
import { enclosingFunction } from './scopes.js';
import { endOf, type ParentOf, startOf } from './syntax.js';

/**
 * The assignments whose value a read may see: going back from it in its own function up to the first one that no branch can
 * skip; where there is none, those of other functions too, as their order is not known.
 */
export function reachingWrites<W extends Write>(writes: readonly W[], read: Node, parentOf: ParentOf): readonly W[] {
  if (writes.length < 2) return writes;
  const home = enclosingFunction(read, parentOf);
  const position = startOf(read);
  const preceding = writes
    .filter((write) => effectOf(write.at, parentOf) <= position && enclosingFunction(write.at, parentOf) === home)
    .sort((first, second) => startOf(second.at) - startOf(first.at));
  const reaching: W[] = [];
  for (const write of preceding) {
    const branch = skippedBranch(write.at, read, parentOf);
    if (branch === 'exclusive') continue;
    reaching.push(write);
    if (branch === 'none') return reaching;
  }
  const others = writes.filter((write) => !preceding.includes(write));
  const elsewhere = others.filter((write) => enclosingFunction(write.at, parentOf) !== home);
  const rest = elsewhere.length > 0 ? elsewhere : others;
  return reaching.length > 0 ? [...reaching, ...elsewhere] : rest;
}

/** An assignment takes effect where its statement's value is computed: behind its right side. */
function effectOf(at: Node, parentOf: ParentOf): number {
  const parent = parentOf(at);
  return parent?.type === 'AssignmentExpression' && parent.left === at ? endOf(parent) : endOf(at);
}

/** Whether control can get from behind a write to a read without the write: by a branch around it, or only by one beside it. */
function skippedBranch(write: Node, read: Node, parentOf: ParentOf): 'none' | 'around' | 'exclusive' {
  const position = startOf(read);
  let result: 'none' | 'around' = 'none';
  for (let child = write, parent = parentOf(child); parent; child = parent, parent = parentOf(parent)) {
    const encloses = startOf(parent) <= position && position < endOf(parent);
    if (parent.type === 'IfStatement' && child !== parent.test) {
      if (encloses && parent.alternate && isInside(position, parent.alternate) && child === parent.consequent)
        return 'exclusive';
      if (!encloses) result = 'around';
    } else if (!encloses && isBranch(parent)) {
      result = 'around';
    }
    if (encloses) return result;
  }
  return result;
}

function isInside(position: number, node: Node): boolean {
  return startOf(node) <= position && position < endOf(node);
}

function isBranch(node: Node): boolean {
  switch (node.type) {
    case 'SwitchCase':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'TryStatement':
    case 'CatchClause':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return true;
    default:
      return false;
  }
}
