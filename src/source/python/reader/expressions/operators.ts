import { arithmetic } from '../../syntax/arithmetic.js';
import type { PythonNode } from '../../syntax/node.js';
import { contentsNegation, contentsOperation } from '../contents/operations.js';
import type { Machine } from '../machine.js';
import { array, type PyArray } from '../values/arrays.js';
import { numeric } from '../values/numeric.js';
import { equal, isUnsettled, truth } from '../values/settled.js';
import { derive } from '../values/unknown.js';
import { isKind, list, type PyList, type Scope, type Value } from '../values/values.js';
import { percentFormat } from './format.js';

/** Longest list or text that repetition makes. */
const LONGEST = 2_000_000;

const comparisons: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

export function unaryOperation(machine: Machine, node: PythonNode, scope: Scope): Value {
  const operator = node.children[0]?.text;
  const operand = node.children.at(-1);
  if (!operand) return derive(machine, node, []);
  if (operator === 'not') return negation(machine, node, operand, scope);
  const value = machine.evaluate(operand, scope);
  if (isKind(value, 'array')) return contentsNegation(machine, operator ?? '', value, node, () => value) ?? value;
  const number = numeric(value);
  if (number === null) return derive(machine, node, [value]);
  if (operator === '~') return ~number;
  return operator === '-' ? -number : number;
}

/** `not a and b` is read by the parser as `not (a and b)`; Python means `(not a) and b`. */
function negation(machine: Machine, node: PythonNode, operand: PythonNode, scope: Scope): Value {
  const [first, operator, last] = operand.children;
  if (operand.type === 'BinaryExpression' && first && last && (operator?.text === 'and' || operator?.text === 'or')) {
    const left = negation(machine, node, first, scope);
    return logical(machine, node, operator.text, left, () => machine.evaluate(last, scope));
  }
  const value = machine.evaluate(operand, scope);
  const known = truth(value);
  return known === undefined ? derive(machine, node, [value]) : !known;
}

export function binaryOperation(machine: Machine, node: PythonNode, scope: Scope): Value {
  const [first, ...rest] = node.children;
  const last = rest.pop();
  const operator = rest.map((part) => part.text).join(' ');
  if (!first || !last) return derive(machine, node, []);
  const left = machine.evaluate(first, scope);
  if (operator === 'and' || operator === 'or')
    return logical(machine, node, operator, left, () => machine.evaluate(last, scope));
  const right = machine.evaluate(last, scope);
  const plain = () =>
    compare(operator, left, right) ?? operate(operator, left, right) ?? derive(machine, node, [left, right]);
  const computed = contentsOperation(machine, operator, left, right, node, plain);
  return computed === undefined ? plain() : computed;
}

function logical(machine: Machine, node: PythonNode, operator: string, left: Value, right: () => Value): Value {
  const known = truth(left);
  if (known !== undefined) return known === (operator === 'and') ? right() : left;
  const other = right();
  const otherKnown = truth(other);
  if (otherKnown !== undefined && otherKnown === (operator === 'or')) return other;
  return otherKnown === undefined ? derive(machine, node, [left, other]) : left;
}

/** The result of a comparison; undefined where the operator is none, or the result is not known. */
function compare(operator: string, left: Value, right: Value): boolean | undefined {
  if (operator === '==' || operator === 'is') return sameNone(left, right) ?? equal(left, right);
  if (operator === '!=' || operator === '<>' || operator === 'is not') {
    const same = sameNone(left, right) ?? equal(left, right);
    return same === undefined ? undefined : !same;
  }
  if (operator === 'in' || operator === 'not in') {
    const inside = contains(left, right);
    return inside === undefined ? undefined : inside === (operator === 'in');
  }
  const order = comparisons[operator];
  if (!order) return undefined;
  if (typeof left === 'string' && typeof right === 'string') return order(left, right);
  const [a, b] = [numeric(left), numeric(right)];
  return a === null || b === null ? undefined : order(a, b);
}

/** Objects of any kind are not None. */
function sameNone(left: Value, right: Value): boolean | undefined {
  if (left !== null && right !== null) return undefined;
  const other = left === null ? right : left;
  return isKind(other, 'unknown') || isKind(other, 'name') ? undefined : other === null;
}

function contains(item: Value, whole: Value): boolean | undefined {
  if (typeof item === 'string' && typeof whole === 'string') return whole.includes(item);
  if (isUnsettled(item)) return undefined;
  if (isKind(whole, 'dict')) return typeof item !== 'object' || item === null ? whole.entries.has(item) : false;
  if (!isKind(whole, 'list')) return undefined;
  const results = whole.items.map((entry) => equal(item, entry));
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

/** The result of arithmetic, also on texts, lists and arrays; undefined where it is not known. */
export function operate(operator: string, left: Value, right: Value): Value | undefined {
  const [a, b] = [numeric(left), numeric(right)];
  if (a !== null && b !== null) {
    return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : arithmetic(operator, a, b);
  }
  if (operator === '%' && typeof left === 'string') {
    return percentFormat(left, isKind(right, 'list') ? right.items : [right]) ?? undefined;
  }
  if (operator === '+') return joined(left, right) ?? elementwise(left, right);
  if (operator === '*') return repeated(left, b) ?? repeated(right, a) ?? elementwise(left, right);
  return elementwise(left, right);
}

function joined(left: Value, right: Value): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    return left.length + right.length > LONGEST ? undefined : left + right;
  }
  if (!isKind(left, 'list') || !isKind(right, 'list') || left.items.length + right.items.length > LONGEST)
    return undefined;
  return { kind: 'list', tuple: left.tuple, items: [...left.items, ...right.items] };
}

function repeated(value: Value, times: number | null): PyList | string | undefined {
  if (times === null) return undefined;
  const count = Math.max(0, Math.trunc(times));
  if (typeof value === 'string') return value.length * count > LONGEST ? undefined : value.repeat(count);
  if (!isKind(value, 'list') || value.items.length * count > LONGEST) return undefined;
  return { ...list(Array.from({ length: count }, () => value.items).flat()), tuple: value.tuple };
}

/** Arithmetic with a number keeps an array's shape. */
function elementwise(left: Value, right: Value): PyArray | undefined {
  const [first, second] = [left, right].map((value) => (isKind(value, 'array') ? value : null));
  if (first && second) return (first.shape?.length ?? 0) >= (second.shape?.length ?? 0) ? first : second;
  const only = first ?? second;
  return only ? array(only.shape, only) : undefined;
}
