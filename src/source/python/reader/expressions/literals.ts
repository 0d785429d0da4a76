import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { isUnsettled } from '../values/settled.js';
import { derive, unknown } from '../values/unknown.js';
import type { Scope, Value } from '../values/values.js';
import { formatValue } from './format.js';

const known = new WeakMap<PythonNode, number>();

export function numberLiteral(machine: Machine, node: PythonNode): Value {
  const value = known.get(node) ?? numberOf(node);
  known.set(node, value);
  return Number.isNaN(value) ? unknown(machine, node) : value;
}

function numberOf(node: PythonNode): number {
  const text = node.text.replace(/_/g, '').replace(/[lL]$/, '');
  const octal = /^0(\d+)$/.exec(text);
  return octal ? Number.parseInt(octal[1] ?? '', 8) : Number(text);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '' };

/** Text of a string literal without its prefix, quotes and escapes. */
export function stringLiteral(node: PythonNode): string {
  const text = node.text;
  const opening = /^([a-zA-Z]*)("""|'''|"|')/.exec(text);
  if (!opening) return text;
  const quote = opening[2] ?? '';
  const inside = text.slice(opening[0].length, text.endsWith(quote) ? text.length - quote.length : text.length);
  return /r/i.test(opening[1] ?? '') ? inside : unescaped(inside);
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, sign: string) => escapes[sign] ?? sign);
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
