import { stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';
import type { PythonTree } from '../syntax/tree.js';

const passing = new Set(['ParenthesizedExpression', 'AwaitExpression', 'ConditionalExpression', 'BinaryExpression']);
const separators = new Set([',', '*']);

/** The variable or attribute that takes an expression's value; null where none does. */
export function assignedName(tree: PythonTree, node: PythonNode): string | null {
  let value = node;
  while (value.parent && passing.has(value.parent.name)) value = value.parent;
  const { parent } = value;
  switch (parent?.name) {
    case 'AssignStatement':
      return nameInAssignment(tree, parent, value);
    case 'NamedExpression':
      return parent.children[0] ? targetName(tree, parent.children[0]) : null;
    case 'DictionaryExpression':
      return keyOf(tree, parent, value);
    case 'TupleExpression':
    case 'ArrayExpression':
      return nameOfElement(tree, parent, value);
    default:
      return null;
  }
}

function keyOf(tree: PythonTree, dictionary: PythonNode, value: PythonNode): string | null {
  const index = dictionary.children.indexOf(value);
  const key = dictionary.children[index - 1]?.name === ':' ? dictionary.children[index - 2] : undefined;
  return key?.name === 'String' ? stringOf(tree.textOf(key)) : null;
}

/** The last target before the value, or the one at the value's place among several. */
function nameInAssignment(tree: PythonTree, statement: PythonNode, value: PythonNode): string | null {
  const groups = groupsOf(statement);
  const values = groups.at(-1) ?? [];
  const targets = groups.at(-2);
  const index = values.indexOf(value);
  if (index < 0 || !targets) return null;
  const target = unpacked(targets)[values.length === 1 ? 0 : index];
  if (values.length === 1 && unpacked(targets).length > 1) return null;
  return target ? targetName(tree, target) : null;
}

function nameOfElement(tree: PythonTree, list: PythonNode, value: PythonNode): string | null {
  const statement = list.parent;
  if (statement?.name !== 'AssignStatement') return null;
  const targets = unpacked(groupsOf(statement).at(-2) ?? []);
  const elements = list.children.filter(({ name }) => !['(', ')', '[', ']', ','].includes(name));
  const target = targets.length === elements.length ? targets[elements.indexOf(value)] : undefined;
  return target ? targetName(tree, target) : null;
}

function groupsOf(statement: PythonNode): PythonNode[][] {
  const groups: PythonNode[][] = [[]];
  for (const child of statement.children) {
    if (child.name === 'AssignOp') groups.push([]);
    else if (child.name !== 'TypeDef' && !separators.has(child.name)) groups.at(-1)?.push(child);
  }
  return groups;
}

/** The targets in `(a, b) = ...`, as in `a, b = ...`. */
function unpacked(targets: readonly PythonNode[]): readonly PythonNode[] {
  const [only] = targets;
  const isTuple = targets.length === 1 && only && (only.name === 'TupleExpression' || only.name === 'ArrayExpression');
  return isTuple ? only.children.filter(({ name }) => !['(', ')', '[', ']', ','].includes(name)) : targets;
}

/** `model` in `model = ...`, `self.model = ...`, `models['model'] = ...` and `model[i] = ...`. */
function targetName(tree: PythonTree, target: PythonNode): string | null {
  if (target.name === 'VariableName') return tree.textOf(target);
  if (target.name !== 'MemberExpression') return null;
  const last = target.children.findLast(({ name }) => name !== ']');
  if (last?.name === 'PropertyName') return tree.textOf(last);
  if (last?.name === 'String') return stringOf(tree.textOf(last));
  return target.children[0] ? targetName(tree, target.children[0]) : null;
}
