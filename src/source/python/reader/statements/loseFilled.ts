import { assignmentOf } from '../../syntax/assignments.js';
import { type PythonNode, walk } from '../../syntax/node.js';
import { lose } from '../contents/change.js';
import type { Machine } from '../machine.js';
import type { Lost } from '../values/arrays.js';
import { unknown } from '../values/unknown.js';
import { isKind, isMade, type Scope, type Value } from '../values/values.js';

const filling = /^(?:append|appendleft|extend|insert|add|update|pop|remove|clear|sort|reverse|put)$/;

/** Functions of libraries that change what they are given. */
const changing = /shuffle$|^(?:np|numpy)\.(?:put|copyto|fill_diagonal|place|putmask)$/;

/** A function of the source's own, which may too; not one of Python's. */
const own =
  /^(?!(?:print|len|range|enumerate|zip|sorted|list|tuple|set|sum|min|max|abs|int|float|str|round|isinstance)$)\w+$/;

/**
 * Forgets what statements may have left in arrays, lists and numbers, where it is not known how often or whether they run: what they would hold is known
 * only when the program runs. Lists of layers stay, for what is asked decides on them.
 */
export function loseFilled(machine: Machine, body: PythonNode, scope: Scope, lost: Lost, numbers: boolean): void {
  for (const node of walk(body)) {
    for (const changed of changedBy(node, numbers)) loseValue(valueAt(machine, changed, scope), lost);
    for (const name of assignedBy(node)) {
      const value = scope.get(name);
      if (isKind(value, 'array') || isKind(value, 'list')) loseValue(value, lost);
      else if (numbers && (typeof value === 'number' || typeof value === 'string')) {
        scope.set(name, unknown(machine, lost.node, { name }));
      }
    }
  }
}

/** What a method, an index or a function that is given it changes in place. */
function changedBy(node: PythonNode, isCut: boolean): PythonNode[] {
  const [target] = node.children;
  if (node.type === 'CallExpression' && target) {
    const method = target.type === 'MemberExpression' ? (target.child('PropertyName')?.text ?? '') : '';
    const owner = filling.test(method) ? target.children.slice(0, 1) : [];
    const changes = changing.test(target.text) || (isCut && own.test(target.text));
    const given = changes ? (node.child('ArgList')?.childrenOf('VariableName') ?? []) : [];
    return [...owner, ...given];
  }
  return targetsOf(node).flatMap((each) => (each.type === 'MemberExpression' ? each.children.slice(0, 1) : []));
}

function assignedBy(node: PythonNode): string[] {
  return targetsOf(node).flatMap((target) => (target.type === 'VariableName' ? [target.text] : []));
}

/** What an assignment binds or changes. */
function targetsOf(node: PythonNode): PythonNode[] {
  if (node.type === 'UpdateStatement') return node.children.slice(0, 1);
  if (node.type !== 'AssignStatement') return [];
  return (assignmentOf(node)?.targets ?? []).flatMap(({ list }) => list.map((target) => target.node));
}

/** A variable, or an attribute of one. */
function valueAt(machine: Machine, node: PythonNode, scope: Scope): Value | undefined {
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
