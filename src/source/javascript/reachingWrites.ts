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
  const regions: Node[] = [];
  for (const write of preceding) {
    if (isBeside(write.at, read, parentOf) || regions.some((region) => contains(region, write.at))) continue;
    reaching.push(write);
    const region = optionalRegion(write.at, read, parentOf);
    if (!region)
      return [...preceding.filter((other) => other !== write && other.at === write.at), ...reaching.reverse()];
    regions.push(region);
  }
  const others = writes.filter((write) => !preceding.includes(write));
  const elsewhere = others.filter((write) => enclosingFunction(write.at, parentOf) !== home);
  const rest = elsewhere.length > 0 ? elsewhere : others;
  return reaching.length > 0 ? [...reaching.reverse(), ...elsewhere] : rest;
}

/** An assignment takes effect where its statement's value is computed: behind its right side. */
function effectOf(at: Node, parentOf: ParentOf): number {
  const parent = parentOf(at);
  return parent?.type === 'AssignmentExpression' && parent.left === at ? endOf(parent) : endOf(at);
}

/** The innermost branch around a write that does not hold the read: what is written in it before, the write replaces. */
function optionalRegion(write: Node, read: Node, parentOf: ParentOf): Node | null {
  for (let child = write, parent = parentOf(child); parent; child = parent, parent = parentOf(parent)) {
    if (contains(parent, read) && parent.type !== 'IfStatement') return null;
    const isArm = parent.type === 'IfStatement' && child !== parent.test;
    if (isArm && !contains(child, read)) return child;
    if (isBranch(parent)) return parent;
    if (contains(parent, read)) return null;
  }
  return null;
}

/** Whether the write is in the one arm of an `if` and the read in the other. */
function isBeside(write: Node, read: Node, parentOf: ParentOf): boolean {
  for (let child = write, parent = parentOf(child); parent; child = parent, parent = parentOf(parent)) {
    if (!contains(parent, read)) continue;
    return (
      parent.type === 'IfStatement' &&
      parent.consequent === child &&
      !!parent.alternate &&
      contains(parent.alternate, read)
    );
  }
  return false;
}

function contains(node: Node, inner: Node): boolean {
  return startOf(node) <= startOf(inner) && startOf(inner) < endOf(node);
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
