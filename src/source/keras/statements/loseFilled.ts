import { lose } from '../contents/change.js';
import type { Machine } from '../machine.js';
import { type PyNode, walk } from '../tree.js';
import type { Lost } from '../values/arrays.js';
import type { Scope } from '../values/scope.js';
import { unknown } from '../values/unknown.js';
import { isKind, isMade, type Value } from '../values/values.js';

const filling = /^(?:append|appendleft|extend|insert|add|update|pop|remove|clear|sort|reverse|put)$/;

/**
 * Forgets what statements may have left in arrays, lists and numbers, where it is not known how often or whether they run: what they would hold is known
 * only when the program runs. Lists of layers stay, for what is asked decides on them.
 */
export function loseFilled(machine: Machine, body: PyNode, scope: Scope, lost: Lost, numbers: boolean): void {
  for (const node of walk(body)) {
    const changed = changedBy(node);
    if (changed) loseValue(valueAt(machine, changed, scope), lost);
    const name = assignedBy(node);
    const value = name === null ? undefined : scope.get(name);
    if (name === null || value === undefined) continue;
    if (isKind(value, 'array') || isKind(value, 'list')) loseValue(value, lost);
    else if (numbers && (typeof value === 'number' || typeof value === 'string')) {
      scope.set(name, unknown(machine, lost.node, { name }));
    }
  }
}

/** What a method or an index changes in place. */
function changedBy(node: PyNode): PyNode | undefined {
  const [target] = node.children;
  if (node.type === 'CallExpression' && target?.type === 'MemberExpression') {
    return filling.test(target.child('PropertyName')?.text ?? '') ? target.children[0] : undefined;
  }
  const isAssigned = node.type === 'AssignStatement' || node.type === 'UpdateStatement';
  return isAssigned && target?.type === 'MemberExpression' ? target.children[0] : undefined;
}

function assignedBy(node: PyNode): string | null {
  if (node.type !== 'AssignStatement' && node.type !== 'UpdateStatement') return null;
  const [target] = node.children;
  return target?.type === 'VariableName' ? target.text : null;
}

/** A variable, or an attribute of one. */
function valueAt(machine: Machine, node: PyNode, scope: Scope): Value | undefined {
  if (node.type === 'VariableName') return scope.get(node.text);
  const [whole] = node.children;
  const property = node.child('PropertyName');
  if (node.type !== 'MemberExpression' || !whole || !property) return undefined;
  const owner = valueAt(machine, whole, scope);
  return isKind(owner, 'instance') ? owner.attributes.get(property.text) : undefined;
}

function loseValue(value: Value | undefined, lost: Lost): void {
  if (isKind(value, 'list') && value.items.some((item) => isMade(item))) return;
  lose(value, lost);
}
