import { type PythonNode, splitAt } from '../../syntax/node.js';
import { setContentsAttribute, setContentsItem } from '../contents/change.js';
import { keyOf } from '../expressions/collections.js';
import { indicesOf } from '../expressions/subscript.js';
import { setLayerAttribute, setModelAttribute } from '../library/modelAttributes.js';
import { setRate } from '../library/rates.js';
import type { Machine } from '../machine.js';
import { isOptimizer } from '../values/rates.js';
import { named, unknown } from '../values/unknown.js';
import { isKind, list, modelOf, type Scope, type Value } from '../values/values.js';
import { itemsOf } from './iterate.js';

/** Binds targets, with commas between them, to a value. */
export function assign(machine: Machine, targets: readonly PythonNode[], value: Value, scope: Scope): void {
  const parts = splitAt(targets, ',');
  const isTuple = parts.length > 1 || targets.some((target) => target.type === ',');
  const [only] = parts;
  if (!isTuple && only?.[0]) assignOne(machine, only[0], value, scope);
  else unpack(machine, parts, value, scope);
}

function assignOne(machine: Machine, target: PythonNode, value: Value, scope: Scope): void {
  if (target.type === 'VariableName') scope.set(target.text, named(machine, value, target.text));
  else if (target.type === 'MemberExpression') assignMember(machine, target, value, scope);
  else if (/^(Tuple|Array|Parenthesized)Expression$/.test(target.type)) {
    assign(machine, target.children.slice(1, -1), value, scope);
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

/** Entries of a value that is not known are known by the names that they get. */
function unpack(machine: Machine, parts: readonly (readonly PythonNode[])[], value: Value, scope: Scope): void {
  const items = itemsOf(machine, value);
  const star = parts.findIndex(([first]) => first?.type === '*');
  parts.forEach((part, i) => {
    const target = part.at(-1);
    if (!target) return;
    if (i === star) {
      const end = (items?.length ?? 0) - (parts.length - 1 - i);
      assignOne(
        machine,
        target,
        items ? list(items.slice(i, end)) : unknown(machine, target, { name: target.text }),
        scope,
      );
      return;
    }
    const at = star >= 0 && i > star ? i - parts.length : i;
    const item = items?.at(at);
    assignOne(machine, target, item === undefined ? unknown(machine, target, { name: target.text }) : item, scope);
  });
}
