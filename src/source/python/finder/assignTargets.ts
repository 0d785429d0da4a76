import { type Item, type Items, itemsIn, unpacked } from '../syntax/items.js';
import type { PythonNode } from '../syntax/node.js';
import { subscriptsOf } from '../syntax/subscripts.js';
import { storeAt } from './elementAccess.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn } from './possibleElements.js';
import { type InstanceValue, unknown, type Value, type Values } from './possibleValues.js';
import { union } from './union.js';

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
      assignAll(evaluator, itemsIn(target), values);
      return;
    default:
  }
}

export function assignName(evaluator: Evaluator, name: string, values: Values): void {
  const { variables } = evaluator.frame().scope.owner(name);
  evaluator.state.write(variables, name, values);
}

/** `target = values`, or `a, b = values` */
export function assignAll(evaluator: Evaluator, { list, isTuple }: Items, values: Values): void {
  const [only] = list;
  if (!isTuple) {
    if (only) assign(evaluator, only.node, values);
    return;
  }
  const rows = values.flatMap((value) => {
    const elements = elementsIn([value]);
    return elements ? [partsFor(list, elements)] : [];
  });
  list.forEach(({ node }, index) => {
    const part = union(...rows.map((row) => row[index] ?? []));
    assign(evaluator, node, part.length > 0 ? part : [unknown(node.text)]);
  });
}

/** What each target gets of one list. A list with more than is taken has grown under a loop: any target may get any of it. */
function partsFor(targets: readonly Item[], elements: readonly Values[]): Values[] {
  const isGrown = elements.length > targets.length && !targets.some(({ starred }) => starred);
  const any = isGrown ? union(...elements) : null;
  return unpacked(targets, elements).map(({ value, rest }) => {
    if (rest) return [{ kind: 'list', elements: rest }];
    return any ?? value ?? [];
  });
}

function assignMember(evaluator: Evaluator, target: PythonNode, values: Values): void {
  const [object] = target.children;
  if (!object) return;
  const owners = evaluator.evaluate(object);
  const name = target.child('PropertyName')?.text;
  if (name === undefined) {
    storeAt(owners, subscriptsOf(target)[0], values);
    return;
  }
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
