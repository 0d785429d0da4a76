import { assign } from './assignment.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn, located } from './lists.js';
import type { PythonNode } from './node.js';
import { union } from './union.js';
import { type ListValue, unknown, type Values } from './values.js';

const brackets = new Set(['[', ']', '{', '}', '(', ')']);

/** `element for x in list if test`, each turn of its loops stood for by two: an element is made more than once. */
export function evaluateComprehension(evaluator: Evaluator, nodes: readonly PythonNode[]): Values {
  const children = nodes.filter(({ name }) => !brackets.has(name));
  const first = children.findIndex(({ name }) => name === 'for' || name === 'async');
  const head = children.slice(0, first).filter(({ name }) => name !== ':' && name !== '*' && name !== ',');
  const clauses = children.slice(first);
  const list: ListValue = { kind: 'list', elements: [] };
  for (let turn = 0; turn < 2; turn++) {
    bindClauses(evaluator, clauses);
    const [element] = head.slice(-1);
    for (const key of head.slice(0, -1)) evaluator.evaluate(key);
    if (element) list.elements.push(located(evaluator.evaluate(element), element));
  }
  return isDictionary(nodes) ? [{ kind: 'dictionary', entries: new Map(), others: [...list.elements] }] : [list];
}

function isDictionary(nodes: readonly PythonNode[]): boolean {
  return nodes[0]?.name === '{' && nodes.some(({ name }) => name === ':');
}

function bindClauses(evaluator: Evaluator, clauses: readonly PythonNode[]): void {
  let targets: PythonNode[] = [];
  let state: 'targets' | 'list' | 'test' = 'test';
  for (const node of clauses) {
    if (node.name === 'for') {
      targets = [];
      state = 'targets';
    } else if (node.name === 'in') state = 'list';
    else if (node.name === 'if') state = 'test';
    else if (state === 'targets') {
      if (node.name !== ',') targets.push(node);
    } else {
      const values = evaluator.evaluate(node);
      if (state === 'list') assignElement(evaluator, targets, values);
      state = 'test';
    }
  }
}

/** Gives the targets of a loop whatever its list may hold. */
export function assignElement(evaluator: Evaluator, targets: readonly PythonNode[], list: Values): void {
  const elements = elementsIn(list);
  const values = elements ? union(...elements) : null;
  const [only] = targets;
  if (targets.length === 1 && only) assign(evaluator, only, values ?? [unknown(evaluator.tree.textOf(only))]);
  else targets.forEach((target, index) => void assign(evaluator, target, partOf(values, index)));
}

function partOf(values: Values | null, index: number): Values {
  const parts = (values ?? []).flatMap((value) => elementsIn([value])?.[index] ?? []);
  return parts.length > 0 ? parts : [unknown()];
}
