import type { PythonNode } from '../syntax/node.js';
import type { Evaluator, PassedArguments } from './evaluator.js';
import { isFitName, recordHandOver } from './handOver.js';
import { callModel } from './modelCalls.js';
import { elementsIn, grow, growOthers } from './possibleElements.js';
import {
  type DictionaryValue,
  type ListValue,
  type MemberValue,
  nothing,
  unknown,
  type Values,
} from './possibleValues.js';
import { union } from './union.js';

/** A method of a value that Python or Keras defines. */
export function callMember(
  evaluator: Evaluator,
  member: MemberValue,
  passed: PassedArguments,
  node: PythonNode,
): Values {
  const { object, name } = member;
  switch (object.kind) {
    case 'model':
      return callModel(evaluator, object, name, passed, node) ?? [unknown()];
    case 'instance': {
      const result = callModel(evaluator, object, name, passed, node);
      if (!result && isFitName(name)) recordHandOver(evaluator, [object], node);
      return result ?? [{ kind: 'object', node, className: name, ofKeras: false, held: [] }];
    }
    case 'list':
      return callList(object, name, passed);
    case 'dictionary':
      return callDictionary(object, name, passed);
    case 'object':
      if (isFitName(name) || name === 'search') recordHandOver(evaluator, object.held, node);
      return [{ kind: 'object', node, className: name, ofKeras: false, held: [] }];
    default:
      return [unknown()];
  }
}

function callList(list: ListValue, name: string, { list: [first, second] }: PassedArguments): Values {
  switch (name) {
    case 'append':
    case 'appendleft':
    case 'add':
      if (first) grow(list, [first.values]);
      return [nothing];
    case 'insert':
      if (second) insert(list, first?.values ?? [], second.values);
      return [nothing];
    case 'extend':
    case 'update':
      if (first) grow(list, elementsIn(first.values) ?? [first.values]);
      return [nothing];
    case 'copy':
      return [{ kind: 'list', elements: [...list.elements] }];
    case 'pop':
    case 'popleft':
      return union(...list.elements);
    default:
      return [unknown()];
  }
}

function insert(list: ListValue, index: Values, values: Values): void {
  const [at] = index;
  const isFirst = at?.kind === 'constant' && at.value === 0;
  if (isFirst) list.elements.unshift(values);
  else grow(list, [values]);
}

function callDictionary(dictionary: DictionaryValue, name: string, { list: [first, second] }: PassedArguments): Values {
  const values = [...dictionary.entries.values(), ...dictionary.others];
  switch (name) {
    case 'values':
      return [{ kind: 'list', elements: values }];
    case 'items':
      return [{ kind: 'list', elements: values.map((value) => [{ kind: 'list', elements: [[unknown()], value] }]) }];
    case 'get':
    case 'pop':
    case 'setdefault':
      return getFrom(dictionary, first?.values ?? [], second?.values ?? []);
    case 'update':
      for (const other of first?.values ?? []) {
        if (other.kind === 'dictionary') growOthers(dictionary, [...other.entries.values(), ...other.others]);
      }
      return [nothing];
    default:
      return [unknown()];
  }
}

function getFrom(dictionary: DictionaryValue, keys: Values, other: Values): Values {
  const [key] = keys;
  const entry = key?.kind === 'constant' && keys.length === 1 ? dictionary.entries.get(String(key.value)) : undefined;
  return union(...(entry ? [entry] : [...dictionary.entries.values(), ...dictionary.others]), other);
}
