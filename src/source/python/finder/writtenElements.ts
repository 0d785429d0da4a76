import { dictionaryEntries } from '../syntax/dictionaries.js';
import type { Items } from '../syntax/items.js';
import { stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn, growOthers, located } from './possibleElements.js';
import { type DictionaryValue, nothing, type Values } from './possibleValues.js';

/** The elements of a list, tuple or set. */
export function listElements(evaluator: Evaluator, { list }: Items): Values[] {
  return list.flatMap(({ node, starred }) => {
    const values = located(evaluator.evaluate(node), node);
    return starred ? (elementsIn(values) ?? [values]) : [values];
  });
}

/** One expression, or the tuple that several make; nothing where there is none. */
export function tupleOf(evaluator: Evaluator, items: Items): Values {
  const [only] = items.list;
  if (!only) return [nothing];
  return items.isTuple ? [{ kind: 'list', elements: listElements(evaluator, items) }] : evaluator.evaluate(only.node);
}

/** `{'key': value, **others}` */
export function dictionaryOf(evaluator: Evaluator, node: PythonNode): DictionaryValue {
  const result: DictionaryValue = { kind: 'dictionary', entries: new Map(), others: [] };
  for (const { key, value } of dictionaryEntries(node)) {
    const values = evaluator.evaluate(value);
    if (key?.type === 'String') result.entries.set(stringOf(key.text), values);
    else if (key) growOthers(result, [values]);
    else for (const other of values) if (other.kind === 'dictionary') copyEntries(other, result);
  }
  return result;
}

function copyEntries(from: DictionaryValue, to: DictionaryValue): void {
  for (const [name, entry] of from.entries) to.entries.set(name, entry);
  growOthers(to, from.others);
}
