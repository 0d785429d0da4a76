import { unboundName } from '../../names/outsideNames.js';
import { itemsAmong } from '../../syntax/items.js';
import { stringOf } from '../../syntax/literals.js';
import type { PythonNode } from '../../syntax/node.js';
import { constantOf } from '../library/constants.js';
import type { Machine } from '../machine.js';
import { assign } from '../statements/assign.js';
import { itemsOf } from '../statements/iterate.js';
import { truth } from '../values/settled.js';
import { unknown } from '../values/unknown.js';
import { external, list, type Scope, type Value } from '../values/values.js';
import { attribute } from './attributes.js';
import { callExpression } from './calls.js';
import { collection, dictionary, tupleOf } from './collections.js';
import { comprehension } from './comprehension.js';
import { lambda } from './functions.js';
import { continuedString, formatString, numberLiteral } from './literalValues.js';
import { binaryOperation, unaryOperation } from './operators.js';
import { subscript } from './subscript.js';

type Expression = (machine: Machine, node: PythonNode, scope: Scope) => Value;

const variable: Expression = (machine, node, scope) => {
  const name = node.text;
  const bound = scope.get(name);
  if (bound !== undefined) return bound;
  const constant = constantOf(name);
  return constant === undefined ? { kind: 'name', ...unboundName(name, machine.trace.starImports) } : constant;
};

const member: Expression = (machine, node, scope) => {
  const property = node.child('PropertyName');
  const [whole] = node.children;
  if (!property || !whole) return subscript(machine, node, scope);
  return attribute(machine, machine.evaluate(whole, scope), property.text, node);
};

/** Where the condition is not known: the value that is not None. */
const conditional: Expression = (machine, node, scope) => {
  const [yes, , condition, , no] = node.children;
  if (!yes || !condition || !no) return unknown(machine, node);
  const holds = truth(machine.evaluate(condition, scope));
  if (holds !== undefined) return machine.evaluate(holds ? yes : no, scope);
  const value = machine.evaluate(yes, scope);
  return value === null ? machine.evaluate(no, scope) : value;
};

const parenthesized: Expression = (machine, node, scope) => {
  const inner = node.children[1];
  return inner && inner.type !== ')' ? machine.evaluate(inner, scope) : unknown(machine, node);
};

const namedExpression: Expression = (machine, node, scope) => {
  const [target, , expression] = node.children;
  if (!target || !expression) return unknown(machine, node);
  const value = machine.evaluate(expression, scope);
  assign(machine, target, value, scope.outsideComprehensions);
  return value;
};

/** `yield value`: nothing is sent back. */
export const runYield: Expression = (machine, node, scope) => {
  const given = node.children.filter(({ type }) => type !== 'yield' && type !== 'from');
  const value = tupleOf(machine, itemsAmong(given), scope);
  const items = node.child('from') ? (itemsOf(machine, value) ?? [value]) : [value];
  for (const item of items) machine.generators.give(item);
  return null;
};

export const expressions: Readonly<Record<string, Expression>> = {
  Number: numberLiteral,
  String: (_machine, node) => stringOf(node.text),
  FormatString: formatString,
  ContinuedString: continuedString,
  Boolean: (_machine, node) => node.text === 'True',
  None: () => null,
  Ellipsis: () => external('Ellipsis'),
  VariableName: variable,
  MemberExpression: member,
  CallExpression: callExpression,
  UnaryExpression: unaryOperation,
  BinaryExpression: binaryOperation,
  ConditionalExpression: conditional,
  ParenthesizedExpression: parenthesized,
  NamedExpression: namedExpression,
  LambdaExpression: lambda,
  TupleExpression: collection,
  ArrayExpression: collection,
  SetExpression: collection,
  DictionaryExpression: dictionary,
  ArrayComprehensionExpression: comprehension,
  SetComprehensionExpression: comprehension,
  DictionaryComprehensionExpression: comprehension,
  ComprehensionExpression: comprehension,
  ArgList: comprehension,
  YieldExpression: runYield,
  AwaitExpression: (machine, node, scope) => {
    const inner = node.children.at(-1);
    return inner ? machine.evaluate(inner, scope) : list([]);
  },
};
