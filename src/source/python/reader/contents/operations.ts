import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import type { Value } from '../values/values.js';
import { computed, ifKnown } from './computed.js';
import { contentsOf } from './contentsOf.js';
import { shapeOf, toArg } from './convert.js';

/** An operator where one side has numbers; undefined where none has. */
export function contentsOperation(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  node: PythonNode,
  otherwise: () => Value,
): Value | undefined {
  if (!contentsOf(left) && !contentsOf(right)) return undefined;
  if (/^(?:is|is not|and|or)$/.test(operator)) return undefined;
  if (operator === 'in' || operator === 'not in') return membership(machine, operator, left, right, node);
  const own = operator === '<>' ? '!=' : operator;
  return computed(
    node,
    () => machine.arrays.operate(own, toArg(machine, left, node), toArg(machine, right, node)),
    otherwise,
  );
}

function membership(
  machine: Machine,
  operator: string,
  item: Value,
  whole: Value,
  node: PythonNode,
): Value | undefined {
  const contents = contentsOf(whole);
  if (!contents) return undefined;
  return ifKnown(() => {
    const wanted = toArg(machine, item, node);
    return machine.arrays.entries(contents).some((entry) => entry === wanted) === (operator === 'in');
  }, undefined);
}

export function contentsNegation(
  machine: Machine,
  operator: string,
  value: Value,
  node: PythonNode,
  otherwise: () => Value,
): Value | undefined {
  const contents = contentsOf(value);
  return contents ? computed(node, () => machine.arrays.negate(operator, contents), otherwise) : undefined;
}

/** `left += right`: in place where NumPy does so. */
export function contentsUpdate(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  node: PythonNode,
): Value | undefined {
  const contents = contentsOf(left);
  const result = contentsOperation(machine, operator, left, right, node, () => left);
  if (!contents || result === undefined) return result;
  const value = contentsOf(result);
  if (!value || shapeOf(value)?.join() !== shapeOf(contents)?.join()) return result;
  return ifKnown(() => {
    machine.arrays.overwrite(contents, value);
    return left;
  }, result);
}
