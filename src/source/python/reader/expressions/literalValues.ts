import { numberOf, unescaped } from '../../syntax/literals.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { isUnsettled } from '../values/settled.js';
import { derive, unknown } from '../values/unknown.js';
import type { Scope, Value } from '../values/values.js';
import { formatValue } from './format.js';

const known = new WeakMap<PythonNode, number | null>();

export function numberLiteral(machine: Machine, node: PythonNode): Value {
  let value = known.get(node);
  if (value === undefined) {
    value = numberOf(node.text);
    known.set(node, value);
  }
  return value ?? unknown(machine, node);
}

/** `f"layer_{i:02d}"`. */
export function formatString(machine: Machine, node: PythonNode, scope: Scope): Value {
  const replacements = node.childrenOf('FormatReplacement');
  const opening = /^[a-zA-Z]*("""|'''|"|')/.exec(node.text)?.[0] ?? '';
  const quote = opening.replace(/^[a-zA-Z]*/, '').length;
  const parts: string[] = [];
  const inputs: Value[] = [];
  let at = node.from + opening.length;
  for (const replacement of replacements) {
    parts.push(unescaped(between(node, at, replacement.from)));
    const expression = replacement.children.find(
      (child) => !['{', '}', 'FormatSpec', 'FormatConversion'].includes(child.type),
    );
    const value = expression ? machine.evaluate(expression, scope) : '';
    inputs.push(value);
    parts.push(formatValue(value, replacement.child('FormatSpec')?.text.slice(1) ?? '') ?? '');
    at = replacement.to;
  }
  parts.push(unescaped(between(node, at, node.to - quote)));
  return inputs.some(isUnsettled)
    ? derive(machine, node, inputs)
    : parts.join('').replace(/\{\{|\}\}/g, (pair) => pair[0] ?? '');
}

/** `"a" "b"`. */
export function continuedString(machine: Machine, node: PythonNode, scope: Scope): Value {
  const parts = node.children.map((part) => machine.evaluate(part, scope));
  return parts.every((part) => typeof part === 'string') ? parts.join('') : derive(machine, node, parts);
}

function between(node: PythonNode, from: number, to: number): string {
  return node.text.slice(Math.max(0, from - node.from), Math.max(0, to - node.from));
}
