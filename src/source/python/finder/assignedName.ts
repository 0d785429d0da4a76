import { type Assignment, assignmentOf } from '../syntax/assignments.js';
import { dictionaryEntries } from '../syntax/dictionaries.js';
import { type Item, itemsIn } from '../syntax/items.js';
import { stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';

const passing = new Set(['ParenthesizedExpression', 'AwaitExpression', 'ConditionalExpression', 'BinaryExpression']);

/** The variable or attribute that takes an expression's value; null where none does. */
export function assignedName(node: PythonNode): string | null {
  let value = node;
  while (value.parent && passing.has(value.parent.type)) value = value.parent;
  const { parent } = value;
  switch (parent?.type) {
    case 'AssignStatement':
      return nameInAssignment(parent, value);
    case 'NamedExpression':
      return parent.children[0] ? targetName(parent.children[0]) : null;
    case 'DictionaryExpression':
      return keyOf(parent, value);
    case 'TupleExpression':
    case 'ArrayExpression':
      return nameOfElement(parent, value);
    default:
      return null;
  }
}

function keyOf(dictionary: PythonNode, value: PythonNode): string | null {
  const key = dictionaryEntries(dictionary).find((entry) => entry.value === value)?.key;
  return key?.type === 'String' ? stringOf(key.text) : null;
}

/** The last target before the value, or the one at the value's place among several. */
function nameInAssignment(statement: PythonNode, value: PythonNode): string | null {
  const assignment = assignmentOf(statement);
  const values = assignment?.value.list ?? [];
  const targets = lastTargets(assignment);
  const index = values.findIndex(({ node }) => node === value);
  if (index < 0 || (values.length === 1 && targets.length > 1)) return null;
  const target = targets[index];
  return target ? targetName(target.node) : null;
}

function nameOfElement(list: PythonNode, value: PythonNode): string | null {
  const statement = list.parent;
  if (statement?.type !== 'AssignStatement') return null;
  const targets = lastTargets(assignmentOf(statement));
  const elements = itemsIn(list).list;
  const target = targets.length === elements.length ? targets[elements.findIndex(({ node }) => node === value)] : null;
  return target ? targetName(target.node) : null;
}

/** The targets right before the value; those in `(a, b) = ...` as in `a, b = ...`. */
function lastTargets(assignment: Assignment | null): readonly Item[] {
  const targets = assignment?.targets.at(-1)?.list ?? [];
  const [only] = targets;
  const isTuple =
    targets.length === 1 && (only?.node.type === 'TupleExpression' || only?.node.type === 'ArrayExpression');
  return isTuple ? itemsIn(only.node).list : targets;
}

/** `model` in `model = ...`, `self.model = ...`, `models['model'] = ...` and `model[i] = ...`. */
function targetName(target: PythonNode): string | null {
  if (target.type === 'VariableName') return target.text;
  if (target.type !== 'MemberExpression') return null;
  const last = target.children.findLast(({ type }) => type !== ']');
  if (last?.type === 'PropertyName') return last.text;
  if (last?.type === 'String') return stringOf(last.text);
  return target.children[0] ? targetName(target.children[0]) : null;
}
