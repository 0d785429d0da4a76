import { stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';
import { punctuation } from '../syntax/punctuation.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn, growOthers, located } from './lists.js';
import type { DictionaryValue, Values } from './values.js';

/** The elements of a list, tuple or set literal. */
export function listElements(evaluator: Evaluator, { children }: PythonNode): Values[] {
  return children.flatMap((child, index) => {
    if (punctuation.has(child.type)) return [];
    const values = evaluator.evaluate(child);
    if (children[index - 1]?.type !== '*') return [located(values, child)];
    return elementsIn(values) ?? [located(values, child)];
  });
}

/** `{'key': value, **others}` */
export function dictionaryOf(evaluator: Evaluator, { children }: PythonNode): DictionaryValue {
  const result: DictionaryValue = { kind: 'dictionary', entries: new Map(), others: [] };
  children.forEach((child, index) => {
    if (punctuation.has(child.type) || children[index + 1]?.type === ':') return;
    const values = evaluator.evaluate(child);
    const key = children[index - 1]?.type === ':' ? children[index - 2] : undefined;
    if (key?.type === 'String') result.entries.set(stringOf(key.text), values);
    else if (key) growOthers(result, [values]);
    else for (const other of values) if (other.kind === 'dictionary') copyEntries(other, result);
  });
  return result;
}

function copyEntries(from: DictionaryValue, to: DictionaryValue): void {
  for (const [name, entry] of from.entries) to.entries.set(name, entry);
  growOthers(to, from.others);
}
