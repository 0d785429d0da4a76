import { stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';

const passing = new Set(['ParenthesizedExpression', 'AwaitExpression', 'ConditionalExpression', 'BinaryExpression']);
const separators = new Set([',', '*']);

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
  const index = dictionary.children.indexOf(value);
  const key = dictionary.children[index - 1]?.type === ':' ? dictionary.children[index - 2] : undefined;
  return key?.type === 'String' ? stringOf(key.text) : null;
}

/** The last target before the value, or the one at the value's place among several. */
function nameInAssignment(statement: PythonNode, value: PythonNode): string | null {
  const groups = groupsOf(statement);
  const values = groups.at(-1) ?? [];
  const targets = groups.at(-2);
  const index = values.indexOf(value);
  if (index < 0 || !targets) return null;
  const target = unpacked(targets)[values.length === 1 ? 0 : index];
  if (values.length === 1 && unpacked(targets).length > 1) return null;
  return target ? targetName(target) : null;
}

function nameOfElement(list: PythonNode, value: PythonNode): string | null {
  const statement = list.parent;
  if (statement?.type !== 'AssignStatement') return null;
  const targets = unpacked(groupsOf(statement).at(-2) ?? []);
  const elements = list.children.filter(({ type }) => !['(', ')', '[', ']', ','].includes(type));
  const target = targets.length === elements.length ? targets[elements.indexOf(value)] : undefined;
  return target ? targetName(target) : null;
}

function groupsOf(statement: PythonNode): PythonNode[][] {
  const groups: PythonNode[][] = [[]];
  for (const child of statement.children) {
    if (child.type === 'AssignOp') groups.push([]);
    else if (child.type !== 'TypeDef' && !separators.has(child.type)) groups.at(-1)?.push(child);
  }
  return groups;
}

/** The targets in `(a, b) = ...`, as in `a, b = ...`. */
function unpacked(targets: readonly PythonNode[]): readonly PythonNode[] {
  const [only] = targets;
  const isTuple = targets.length === 1 && only && (only.type === 'TupleExpression' || only.type === 'ArrayExpression');
  return isTuple ? only.children.filter(({ type }) => !['(', ')', '[', ']', ','].includes(type)) : targets;
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
