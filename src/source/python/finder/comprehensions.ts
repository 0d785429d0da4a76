import type { PythonNode } from '../syntax/node.js';
import { assign } from './assignment.js';
import type { Evaluator } from './evaluator.js';
import { elementsIn, located } from './lists.js';
import { union } from './union.js';
import { type ListValue, unknown, type Values } from './values.js';

const brackets = new Set(['[', ']', '{', '}', '(', ')']);

/** `element for x in list if test`, each turn of its loops stood for by two: an element is made more than once. */
export function evaluateComprehension(evaluator: Evaluator, nodes: readonly PythonNode[]): Values {
  const children = nodes.filter(({ type }) => !brackets.has(type));
  const first = children.findIndex(({ type }) => type === 'for' || type === 'async');
  const head = children.slice(0, first).filter(({ type }) => type !== ':' && type !== '*' && type !== ',');
  const clauses = clausesOf(children.slice(first));
  const made: ListValue = { kind: 'list', elements: [] };
  const [outermost] = clauses;
  const list = outermost ? evaluator.evaluate(outermost.expression) : [];
  for (let turn = 0; turn < 2; turn++) {
    for (const { targets, expression } of clauses) {
      const values = expression === outermost?.expression ? list : evaluator.evaluate(expression);
      if (targets.length > 0) assignElement(evaluator, targets, values);
    }
    const [element] = head.slice(-1);
    for (const key of head.slice(0, -1)) evaluator.evaluate(key);
    if (element) made.elements.push(located(evaluator.evaluate(element), element));
  }
  return isDictionary(nodes) ? [{ kind: 'dictionary', entries: new Map(), others: [...made.elements] }] : [made];
}

function isDictionary(nodes: readonly PythonNode[]): boolean {
  return nodes[0]?.type === '{' && nodes.some(({ type }) => type === ':');
}

/** `for x in list`, or, without targets, `if test`. */
interface Clause {
  readonly targets: readonly PythonNode[];
  readonly expression: PythonNode;
}

function clausesOf(nodes: readonly PythonNode[]): Clause[] {
  const clauses: Clause[] = [];
  let targets: PythonNode[] | null = null;
  let found: readonly PythonNode[] = [];
  for (const node of nodes) {
    if (node.type === 'for') targets = [];
    else if (node.type === 'in') {
      found = targets ?? [];
      targets = null;
    } else if (node.type === 'if' || node.type === 'async' || node.type === ',') continue;
    else if (targets) targets.push(node);
    else {
      clauses.push({ targets: found, expression: node });
      found = [];
    }
  }
  return clauses;
}

/** Gives the targets of a loop whatever its list may hold. */
export function assignElement(evaluator: Evaluator, targets: readonly PythonNode[], list: Values): void {
  const elements = elementsIn(list);
  const values = elements ? union(...elements) : null;
  const [only] = targets;
  if (targets.length === 1 && only) assign(evaluator, only, values ?? [unknown(only.text)]);
  else targets.forEach((target, index) => void assign(evaluator, target, partOf(values, index)));
}

function partOf(values: Values | null, index: number): Values {
  const parts = (values ?? []).flatMap((value) => elementsIn([value])?.[index] ?? []);
  return parts.length > 0 ? parts : [unknown()];
}
