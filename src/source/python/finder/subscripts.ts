import { numberOf, stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn, grow, growOthers } from './lists.js';
import { union } from './union.js';
import { type DictionaryValue, unknown, type Values } from './values.js';

/** `object[key]`; `brackets` is what stands behind the object. */
export function evaluateSubscript(evaluator: Evaluator, object: Values, brackets: readonly PythonNode[]): Values {
  const keys = brackets.filter(({ type }) => type !== '[' && type !== ']');
  for (const key of keys) if (key.type !== ':' && key.type !== ',') evaluator.evaluate(key);
  const [key] = keys;
  const sets = object.map((value): Values => {
    if (value.kind === 'dictionary') return dictionaryEntries(value, key && constantKey(key));
    const elements = elementsIn([value]);
    if (!elements) return value.kind === 'unknown' || value.kind === 'path' ? [unknown()] : [];
    if (keys.some(({ type }) => type === ':')) return [{ kind: 'list', elements: [...elements] }];
    return elementAt(elements, key ? numberOf(key.text) : null);
  });
  const values = union(...sets);
  return values.length > 0 ? values : [unknown()];
}

function constantKey(key: PythonNode): string | null {
  const text = key.text;
  return key.type === 'String' ? stringOf(text) : key.type === 'Number' ? text : null;
}

function dictionaryEntries(dictionary: DictionaryValue, key: string | null | undefined): Values {
  const entry = typeof key === 'string' ? dictionary.entries.get(key) : undefined;
  return entry ?? union(...(typeof key === 'string' ? [] : dictionary.entries.values()), ...dictionary.others);
}

function elementAt(elements: readonly Values[], index: number | null): Values {
  const element = index === null ? undefined : elements.at(index);
  return element ?? union(...elements);
}

/** Values that a dictionary or list hands out one by one. */
export function storeAt(object: Values, key: PythonNode | undefined, values: Values): void {
  const name = key ? constantKey(key) : null;
  for (const value of object) {
    if (value.kind === 'list') grow(value, [values]);
    if (value.kind !== 'dictionary') continue;
    if (name === null) growOthers(value, [values]);
    else value.entries.set(name, values);
  }
}
