import type { Node } from '@babel/types';
import { memberName } from '../javascript/names.js';
import { type Call, isCall, isFunction, receiver, unwrap } from '../javascript/nodeKinds.js';
import type { Program } from '../javascript/program.js';

const ADDS = ['push', 'unshift', 'set', 'fill'];

/**
 * Calls that put something into a list that a variable or an own property holds, such as `cells.push(...)`.
 * @param flattened functions whose statements run as they stand; what other functions add, nobody knows when
 */
export function listAdditions(list: Node, program: Program, flattened: { has(node: Node): boolean }): Call[] {
  return ADDS.flatMap((method) => program.callsByName.get(method) ?? []).filter((call) => {
    const object = receiver(call);
    return !!object && isWithin(unwrap(object), list, program) && runsHere(call, program, flattened);
  });
}

/** Whether an expression is the list itself, or a list in the object that it is: `options.layers`. */
function isWithin(object: Node, list: Node, program: Program): boolean {
  for (let node = object; ; node = unwrap(node.object)) {
    if (isSame(node, list, program)) return true;
    if (node.type !== 'MemberExpression') return false;
  }
}

function isSame(object: Node, list: Node, { scopes, parentOf }: Program): boolean {
  if (list.type === 'Identifier') {
    if (object.type !== 'Identifier' || object.name !== list.name) return false;
    return scopes.lookUp(object.name, object, parentOf) === scopes.lookUp(list.name, list, parentOf);
  }
  if (object.type !== 'MemberExpression' || memberName(object) !== memberName(list)) return false;
  return unwrap(object.object).type === 'ThisExpression';
}

/** Whether a statement runs with the slice: in none but functions that run as they stand, and in callbacks there. */
function runsHere(node: Node, { parentOf }: Program, flattened: { has(node: Node): boolean }): boolean {
  for (let each = parentOf(node); each; each = parentOf(each)) {
    if (!isFunction(each)) continue;
    if (flattened.has(each)) return true;
    const parent = parentOf(each);
    if (!parent || !isCall(parent)) return false;
  }
  return true;
}

/** What a list is before anything is put into it. */
export function isEmptyList(value: Node): boolean {
  switch (value.type) {
    case 'ArrayExpression':
      return value.elements.length === 0;
    case 'ObjectExpression':
      return value.properties.length === 0;
    case 'StringLiteral':
      return value.value === '';
    case 'NullLiteral':
      return true;
    default:
      return value.type === 'NewExpression' && value.arguments.length === 0;
  }
}
