import { type Items, itemsIn, unpacked } from '../../syntax/items.js';
import type { PythonNode } from '../../syntax/node.js';
import { setContentsAttribute, setContentsItem } from '../contents/change.js';
import { keyOf } from '../expressions/collections.js';
import { indicesOf } from '../expressions/subscript.js';
import { setLayerAttribute, setModelAttribute } from '../library/modelAttributes.js';
import { setRate } from '../library/rateCalls.js';
import type { Machine } from '../machine.js';
import { isOptimizer } from '../values/rates.js';
import { named, unknown } from '../values/unknown.js';
import { isKind, list, modelOf, type Scope, type Value } from '../values/values.js';
import { itemsOf } from './iterate.js';

/** `target = value` */
export function assign(machine: Machine, target: PythonNode, value: Value, scope: Scope): void {
  if (target.type === 'VariableName') scope.set(target.text, named(machine, value, target.text));
  else if (target.type === 'MemberExpression') assignMember(machine, target, value, scope);
  else if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(target.type))
    assignAll(machine, itemsIn(target), value, scope);
}

/** `target = value`, or `a, *b = value`. Entries of a value that is not known are known by the names that they get. */
export function assignAll(machine: Machine, { list: targets, isTuple }: Items, value: Value, scope: Scope): void {
  const [only] = targets;
  if (!isTuple) {
    if (only) assign(machine, only.node, value, scope);
    return;
  }
  const items = itemsOf(machine, value);
  for (const { node, value: item, rest } of unpacked(targets, items ?? [])) {
    const part = rest && items ? list(rest) : item;
    assign(machine, node, part === undefined ? unknown(machine, node, { name: node.text }) : part, scope);
  }
}

function assignMember(machine: Machine, target: PythonNode, value: Value, scope: Scope): void {
  const [whole] = target.children;
  if (!whole) return;
  const owner = machine.evaluate(whole, scope);
  const property = target.child('PropertyName');
  if (property && setContentsAttribute(machine, owner, property.text, value, target)) return;
  if (property) setAttribute(machine, owner, property.text, named(machine, value, property.text), target);
  else setItem(machine, target, owner, value, scope);
}

function setAttribute(machine: Machine, owner: Value, name: string, value: Value, node: PythonNode): void {
  const model = modelOf(owner);
  if (isKind(owner, 'object') && isOptimizer(owner) && /^(?:lr|learning_rate)$/.test(name)) {
    setRate(machine, owner, value, node);
    return;
  }
  if (model) setModelAttribute(machine, model, name, value, node);
  else setLayerAttribute(machine, owner, name, value, node);
  if (isKind(owner, 'instance') || isKind(owner, 'object')) owner.attributes.set(name, value);
  else if (isKind(owner, 'class')) owner.members.set(name, value);
  else if (isKind(owner, 'name')) machine.trace.attributes.set(`${owner.path}.${name}`, value);
}

function setItem(machine: Machine, target: PythonNode, owner: Value, value: Value, scope: Scope): void {
  const indices = indicesOf(machine, target, scope);
  if (setContentsItem(machine, owner, indices, value, target)) return;
  const [index] = indices;
  if (index?.kind !== 'index') return;
  if (isKind(owner, 'dict')) owner.entries.set(keyOf(index.value), value);
  else if (isKind(owner, 'list') && typeof index.value === 'number') {
    const at = index.value < 0 ? index.value + owner.items.length : index.value;
    if (at in owner.items) owner.items[at] = value;
  }
}
