import { unboundName } from '../names/outsideNames.js';
import { itemsIn } from '../syntax/items.js';
import { numberOf, stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';
import { assign } from './assignTargets.js';
import { evaluateSubscript } from './elementAccess.js';
import type { Evaluator } from './evaluator.js';
import { evaluateComprehension } from './loopElements.js';
import { defineLambda } from './ownDefinitions.js';
import { passedArguments } from './passedArguments.js';
import { elementsIn, grow, located } from './possibleElements.js';
import { type ListValue, nothing, unknown, type Values } from './possibleValues.js';
import { union } from './union.js';
import { dictionaryOf, listElements } from './writtenElements.js';

/** Tokens between the parts of an expression. */
const punctuation = new Set(['(', ')', '[', ']', '{', '}', ',', ':', '*', '**', 'AssignOp']);

/** What an expression may be, with whatever it does on the way. */
export function evaluateExpression(evaluator: Evaluator, node: PythonNode): Values {
  switch (node.type) {
    case 'VariableName':
      return variable(evaluator, node.text);
    case 'MemberExpression':
      return member(evaluator, node);
    case 'CallExpression':
      return callExpression(evaluator, node);
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return union(...operands(node).map((child) => evaluator.evaluate(child)));
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return [{ kind: 'list', elements: listElements(evaluator, itemsIn(node)) }];
    case 'DictionaryExpression':
      return [dictionaryOf(evaluator, node)];
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'ComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return evaluateComprehension(evaluator, node);
    case 'ConditionalExpression':
      return conditional(evaluator, node);
    case 'BinaryExpression':
      return binary(evaluator, node);
    case 'NamedExpression':
      return named(evaluator, node);
    case 'YieldExpression':
      evaluateYield(evaluator, node);
      return [unknown()];
    case 'LambdaExpression':
      return [defineLambda(evaluator, node)];
    default:
      return literal(evaluator, node);
  }
}

function literal(evaluator: Evaluator, node: PythonNode): Values {
  switch (node.type) {
    case 'None':
    case 'Boolean':
      return [nothing];
    case 'Number':
    case 'UnaryExpression': {
      const value = numberOf(node.text);
      if (value !== null) return [{ kind: 'constant', value }];
      break;
    }
    case 'String':
      return [{ kind: 'constant', value: stringOf(node.text) }];
    default:
  }
  return unreadable(evaluator, node);
}

/** What the source does not show, with whatever is done on the way to it. */
function unreadable(evaluator: Evaluator, node: PythonNode): Values {
  for (const child of operands(node)) evaluator.evaluate(child);
  return [unknown()];
}

function variable(evaluator: Evaluator, name: string): Values {
  return evaluator.frame().scope.get(name) ?? [{ kind: 'path', ...unboundName(name, evaluator.starImports) }];
}

function member(evaluator: Evaluator, node: PythonNode): Values {
  const [object] = node.children;
  if (!object) return [unknown()];
  const property = node.child('PropertyName');
  const values = evaluator.evaluate(object);
  if (property) return evaluator.attribute(values, property.text);
  return evaluateSubscript(evaluator, values, node);
}

function callExpression(evaluator: Evaluator, node: PythonNode): Values {
  const [callee] = node.children;
  if (!callee) return [unknown()];
  const callees = evaluator.evaluate(callee);
  return evaluator.call(callees, passedArguments(evaluator, node.child('ArgList')), node);
}

/** `value if test else value` */
function conditional(evaluator: Evaluator, { children }: PythonNode): Values {
  const [first, , test, , second] = children;
  if (test) evaluator.evaluate(test);
  return union(...[first, second].map((child) => (child ? located(evaluator.evaluate(child), child) : [])));
}

function binary(evaluator: Evaluator, node: PythonNode): Values {
  const [left, operator, right] = node.children;
  if (!left || !operator || !right) return unreadable(evaluator, node);
  const first = evaluator.evaluate(left);
  const second = evaluator.evaluate(right);
  const sign = operator.text;
  if (sign === 'or' || sign === 'and') return union(located(first, left), located(second, right));
  if (sign === '+') {
    const lists = [elementsIn(first), elementsIn(second)];
    const list: ListValue = { kind: 'list', elements: [] };
    grow(list, lists[0] ?? [located(first, left)]);
    grow(list, lists[1] ?? [located(second, right)]);
    return lists[0] || lists[1] ? [list] : [unknown()];
  }
  if (sign === '*')
    return first.some(({ kind }) => kind === 'list')
      ? first
      : second.some(({ kind }) => kind === 'list')
        ? second
        : [unknown()];
  return [unknown()];
}

function named(evaluator: Evaluator, node: PythonNode): Values {
  const [target, , value] = node.children;
  if (!target || !value) return [unknown()];
  const values = evaluator.evaluate(value);
  const { scope } = evaluator.frame();
  evaluator.within(scope.outsideComprehensions, () => assign(evaluator, target, values));
  return values;
}

/** What a function yields is the list that its call makes. */
export function evaluateYield(evaluator: Evaluator, node: PythonNode): void {
  const frame = evaluator.frame();
  frame.yielded ??= { kind: 'list', elements: [] };
  const isDelegated = node.child('from') !== undefined;
  for (const child of operands(node)) {
    if (child.type === 'yield' || child.type === 'from') continue;
    const values = evaluator.evaluate(child);
    grow(frame.yielded, (isDelegated && elementsIn(values)) || [located(values, child)]);
  }
}

function operands(node: PythonNode): PythonNode[] {
  return node.children.filter(({ type }) => !punctuation.has(type));
}
