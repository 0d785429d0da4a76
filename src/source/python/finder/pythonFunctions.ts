import { assignAttribute } from './assignTargets.js';
import type { Evaluator, PassedArguments } from './evaluator.js';
import { classAttribute } from './possibleAttributes.js';
import { elementsIn, growOthers } from './possibleElements.js';
import { type DictionaryValue, nothing, unknown, type Value, type Values } from './possibleValues.js';
import { union } from './union.js';

/** A function of Python's library that hands on what it is given; null for any other. */
export function callBuiltin(evaluator: Evaluator, path: string, passed: PassedArguments): Values | null {
  const values = passed.list.map((argument) => argument.values);
  const [first = [], second = [], third = []] = values;
  switch (path.replace(/^(?:functools|itertools|collections|copy|importlib|pytest)\./, '')) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'reversed':
    case 'sorted':
    case 'iter':
    case 'deque':
      return [{ kind: 'list', elements: [...(elementsIn(first) ?? (values.length > 0 ? [first] : []))] }];
    case 'enumerate':
      return pairs((elementsIn(first) ?? []).map((element) => [[unknown()], element]));
    case 'zip':
    case 'product':
      return pairs([values.map((list) => union(...(elementsIn(list) ?? [list])))]);
    case 'chain':
      return [{ kind: 'list', elements: values.flatMap((list) => elementsIn(list) ?? [list]) }];
    case 'map':
      return [{ kind: 'list', elements: mapped(evaluator, first, second, passed) }];
    case 'filter':
      return second;
    case 'dict':
    case 'OrderedDict':
    case 'defaultdict':
      return [dictionary(passed)];
    case 'partial':
      return first.map((value) => (value.kind === 'path' ? { ...value, partial: true } : value));
    case 'import_module':
    case 'importorskip':
    case '__import__':
      return module(first);
    case 'super':
      return superValue(evaluator);
    case 'getattr':
      return attributeNamed(evaluator, first, second, third);
    case 'setattr':
      setAttribute(evaluator, first, second, third);
      return [nothing];
    case 'print':
    case 'len':
    case 'range':
    case 'isinstance':
    case 'str':
    case 'int':
    case 'float':
      return [unknown()];
    default:
      return null;
  }
}

function module([name]: Values): Values {
  const isNamed = name?.kind === 'constant' && typeof name.value === 'string';
  return [isNamed ? { kind: 'path', path: String(name.value), free: false } : unknown()];
}

function pairs(rows: Values[][]): Values {
  return [{ kind: 'list', elements: rows.map((elements) => [{ kind: 'list', elements }]) }];
}

function mapped(evaluator: Evaluator, callees: Values, list: Values, passed: PassedArguments): Values[] {
  const [callee, elements] = passed.list;
  if (!callee) return [];
  const argument = {
    name: null,
    values: union(...(elementsIn(list) ?? [[unknown()]])),
    node: (elements ?? callee).node,
  };
  return [0, 1].map(() => evaluator.call(callees, { list: [argument], open: false }, callee.node));
}

function dictionary({ list }: PassedArguments): DictionaryValue {
  const result: DictionaryValue = { kind: 'dictionary', entries: new Map(), others: [] };
  for (const { name, values } of list) {
    if (name !== null) result.entries.set(name, values);
    else for (const row of elementsIn(values) ?? []) growOthers(result, elementsIn(row)?.slice(1) ?? []);
  }
  return result;
}

function superValue(evaluator: Evaluator): Values {
  const frame = evaluator.frames.findLast(({ self }) => self?.kind === 'instance');
  const self = frame?.self;
  if (self?.kind !== 'instance') return [unknown()];
  return [{ kind: 'super', self, owner: frame?.function?.owner ?? self.class }];
}

function attributeNamed(evaluator: Evaluator, objects: Values, names: Values, other: Values): Values {
  const [name] = names;
  if (name?.kind !== 'constant' || typeof name.value !== 'string') return [unknown()];
  const key = name.value;
  const has = (value: Value) =>
    value.kind !== 'instance' || value.attributes.has(key) || classAttribute(value.class, key);
  return union(evaluator.attribute(objects.filter(has), key), other);
}

function setAttribute(evaluator: Evaluator, objects: Values, names: Values, values: Values): void {
  const [name] = names;
  if (name?.kind !== 'constant' || typeof name.value !== 'string') return;
  for (const object of objects) if (object.kind === 'instance') assignAttribute(evaluator, object, name.value, values);
}
