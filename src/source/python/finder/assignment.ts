import type { PythonNode } from '../syntax/node.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn } from './lists.js';
import { scopeForWriting } from './scope.js';
import { storeAt } from './subscripts.js';
import { union } from './union.js';
import { type InstanceValue, unknown, type Value, type Values } from './values.js';

const separators = new Set(['(', ')', '[', ']', ',', '*']);

/** Gives a name, attribute, element, or each of several targets a value. */
export function assign(evaluator: Evaluator, target: PythonNode, values: Values): void {
  switch (target.type) {
    case 'VariableName':
      assignName(evaluator, target.text, values);
      return;
    case 'MemberExpression':
      assignMember(evaluator, target, values);
      return;
    case 'ParenthesizedExpression':
    case 'TupleExpression':
    case 'ArrayExpression':
      assignEach(
        evaluator,
        target.children.filter(({ type }) => !separators.has(type)),
        values,
      );
      return;
    default:
  }
}

export function assignName(evaluator: Evaluator, name: string, values: Values): void {
  const scope = scopeForWriting(evaluator.frame().scope, name);
  evaluator.state.write(scope.variables, name, values);
}

/** `a, b = values` */
export function assignEach(evaluator: Evaluator, targets: readonly PythonNode[], values: Values): void {
  const [only] = targets;
  if (targets.length === 1 && only && only.parent?.type === 'ParenthesizedExpression') {
    assign(evaluator, only, values);
    return;
  }
  targets.forEach((target, index) => {
    const parts = values.map((value) => {
      const elements = elementsIn([value]);
      if (!elements) return [];
      return elements.length > targets.length ? union(...elements) : (elements[index] ?? []);
    });
    const part = union(...parts);
    assign(evaluator, target, part.length > 0 ? part : [unknown(target.text)]);
  });
}

function assignMember(evaluator: Evaluator, target: PythonNode, values: Values): void {
  const [object, ...rest] = target.children;
  if (!object) return;
  const owners = evaluator.evaluate(object);
  const property = target.child('PropertyName');
  if (!property) {
    storeAt(
      owners,
      rest.find(({ type }) => type !== '['),
      values,
    );
    return;
  }
  const name = property.text;
  for (const owner of owners) {
    if (name === 'trainable') evaluator.models.freeze(owner, target);
    if (owner.kind === 'instance') assignAttribute(evaluator, owner, name, values);
    else if (owner.kind === 'class') evaluator.state.write(owner.scope.variables, name, values);
    else assignForeign(evaluator, owner, name, values);
  }
}

function assignForeign(evaluator: Evaluator, owner: Value, name: string, values: Values): void {
  const key = foreignKey(owner, name);
  if (key !== null) evaluator.state.write(evaluator.foreignAttributes, key, values);
}

/** Tells an attribute of something that the file does not define from others; null where the source has no name for it. */
export function foreignKey(owner: Value, name: string): string | null {
  if (owner.kind === 'path') return `${owner.path}.${name}`;
  if (owner.kind === 'unknown') return owner.hint ? `${owner.hint}.${name}` : null;
  return owner.kind === 'object' ? `${owner.node.from} ${name}` : null;
}

export function assignAttribute(evaluator: Evaluator, owner: InstanceValue, name: string, values: Values): void {
  evaluator.state.write(owner.attributes, name, values);
  const { attributes } = owner.class;
  attributes.set(name, union(attributes.get(name) ?? [], values));
}
