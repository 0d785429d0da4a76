import { numberOf, stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';
import { type Subscript, subscriptsOf } from '../syntax/subscripts.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn, grow, growOthers } from './possibleElements.js';
import { type DictionaryValue, unknown, type Values } from './possibleValues.js';
import { union } from './union.js';

/** `object[key]` */
export function evaluateSubscript(evaluator: Evaluator, object: Values, node: PythonNode): Values {
  const subscripts = subscriptsOf(node);
  for (const subscript of subscripts) {
    const parts = subscript.kind === 'index' ? [subscript.node] : [subscript.start, subscript.stop, subscript.step];
    for (const part of parts) if (part) evaluator.evaluate(part);
  }
  const [first] = subscripts;
  const sets = object.map((value): Values => {
    if (value.kind === 'dictionary') return dictionaryEntries(value, first && constantKey(first));
    const elements = elementsIn([value]);
    if (!elements) return value.kind === 'unknown' || value.kind === 'path' ? [unknown()] : [];
    if (subscripts.some(({ kind }) => kind === 'slice')) return [{ kind: 'list', elements: [...elements] }];
    return elementAt(elements, first?.kind === 'index' ? numberOf(first.node.text) : null);
  });
  const values = union(...sets);
  return values.length > 0 ? values : [unknown()];
}

function constantKey(subscript: Subscript): string | null {
  if (subscript.kind === 'slice') return null;
  const { type, text } = subscript.node;
  return type === 'String' ? stringOf(text) : type === 'Number' ? text : null;
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
export function storeAt(object: Values, key: Subscript | undefined, values: Values): void {
  const name = key ? constantKey(key) : null;
  for (const value of object) {
    if (value.kind === 'list') grow(value, [values]);
    if (value.kind !== 'dictionary') continue;
    if (name === null) growOthers(value, [values]);
    else value.entries.set(name, values);
  }
}
