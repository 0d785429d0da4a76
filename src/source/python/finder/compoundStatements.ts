import type { PythonNode } from '../syntax/node.js';
import { assign } from './assignment.js';
import { assignElement } from './comprehensions.js';
import type { Evaluator } from './evaluator.js';
import type { Arm } from './state.js';
import type { Values } from './values.js';

const noArm: Arm = { written: new Map(), ended: false };
/** Loops in loops whose bodies run twice: what one turn leaves is seen by the next. */
const MAX_DOUBLED = 3;

export function executeIf(evaluator: Evaluator, node: PythonNode): boolean {
  const arms: Arm[] = [];
  let hasElse = false;
  node.children.forEach((child) => {
    if (child.type === 'Body') arms.push(evaluator.state.arm(() => evaluator.execute(child)));
    else if (child.type === 'else') hasElse = true;
    else if (child.type !== 'if' && child.type !== 'elif') evaluator.evaluate(child);
  });
  return evaluator.state.merge(hasElse ? arms : [...arms, noArm]);
}

export function executeFor(evaluator: Evaluator, node: PythonNode): boolean {
  const { children } = node;
  const from = children.findIndex(({ type }) => type === 'for');
  const within = children.findIndex(({ type }) => type === 'in');
  const body = children.findIndex(({ type }) => type === 'Body');
  if (body < 0) return false;
  const isItem = ({ type }: PythonNode) => type !== ',' && type !== '*';
  const targets = within < 0 ? [] : children.slice(from + 1, within).filter(isItem);
  const items = within < 0 ? [] : children.slice(within + 1, body).filter(isItem);
  const list = listOf(items.map((item) => evaluator.evaluate(item)));
  return loop(evaluator, node, () => assignElement(evaluator, targets, list));
}

function listOf(items: readonly Values[]): Values {
  const [only] = items;
  return items.length === 1 && only ? only : [{ kind: 'list', elements: [...items] }];
}

export function executeWhile(evaluator: Evaluator, node: PythonNode): boolean {
  const test = node.children[1];
  return loop(evaluator, node, () => {
    if (test && test.type !== 'Body') evaluator.evaluate(test);
  });
}

function loop(evaluator: Evaluator, node: PythonNode, prepare: () => void): boolean {
  const [body, otherwise] = node.children.filter(({ type }) => type === 'Body');
  const turns = loopsAround(node) < MAX_DOUBLED ? 2 : 1;
  for (let turn = 0; body && turn < turns; turn++) {
    prepare();
    evaluator.execute(body);
  }
  if (otherwise) evaluator.execute(otherwise);
  return false;
}

function loopsAround(node: PythonNode): number {
  let count = 0;
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.type === 'ForStatement' || parent.type === 'WhileStatement') count++;
    if (parent.type === 'FunctionDefinition') break;
  }
  return count;
}

/** The body, or any of the handlers, and what comes behind in either case. */
export function executeTry(evaluator: Evaluator, node: PythonNode): boolean {
  const sections: { readonly keyword: string; readonly body: PythonNode }[] = [];
  let keyword = 'try';
  for (const child of node.children) {
    if (child.type === 'Body') sections.push({ keyword, body: child });
    else if (['try', 'except', 'else', 'finally'].includes(child.type)) keyword = child.type;
  }
  const bodies = (wanted: string) => sections.filter((section) => section.keyword === wanted).map(({ body }) => body);
  const main = evaluator.state.arm(() => [...bodies('try'), ...bodies('else')].some((body) => evaluator.execute(body)));
  const handlers = bodies('except').map((body) => evaluator.state.arm(() => evaluator.execute(body)));
  const ended = evaluator.state.merge([main, ...handlers]);
  return bodies('finally').some((body) => evaluator.execute(body)) || ended;
}

export function executeWith(evaluator: Evaluator, node: PythonNode): boolean {
  let values: Values = [];
  let isTarget = false;
  for (const child of node.children) {
    if (child.type === 'as') isTarget = true;
    else if (child.type === ',' || child.type === 'with' || child.type === 'async') isTarget = false;
    else if (child.type === 'Body') return evaluator.execute(child);
    else if (isTarget) assign(evaluator, child, values);
    else values = evaluator.evaluate(child);
  }
  return false;
}

export function executeMatch(evaluator: Evaluator, node: PythonNode): boolean {
  const clauses = node.child('MatchBody')?.children.filter(({ type }) => type === 'MatchClause') ?? [];
  const arms = clauses.map((clause) => {
    const body = clause.child('Body');
    return evaluator.state.arm(() => body !== undefined && evaluator.execute(body));
  });
  evaluator.state.merge([...arms, noArm]);
  return false;
}
