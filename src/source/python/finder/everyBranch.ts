import {
  branchesOf,
  casesOf,
  contextsOf,
  forLoopOf,
  trySectionsOf,
  whileLoopOf,
} from '../syntax/compoundStatements.js';
import type { PythonNode } from '../syntax/node.js';
import { assign } from './assignTargets.js';
import type { Evaluator } from './evaluator.js';
import { assignElement } from './loopElements.js';
import type { Arm } from './state.js';
import { tupleOf } from './writtenElements.js';

const noArm: Arm = { written: new Map(), ended: false };
/** Loops in loops whose bodies run twice: what one turn leaves is seen by the next. */
const MAX_DOUBLED = 3;

export function executeIf(evaluator: Evaluator, node: PythonNode): boolean {
  const branches = branchesOf(node);
  const arms = branches.map(({ condition, body }) => {
    if (condition) evaluator.evaluate(condition);
    return evaluator.state.arm(() => evaluator.execute(body));
  });
  const hasElse = branches.some(({ condition }) => condition === null);
  return evaluator.state.merge(hasElse ? arms : [...arms, noArm]);
}

export function executeFor(evaluator: Evaluator, node: PythonNode): boolean {
  const loop = forLoopOf(node);
  if (!loop) return false;
  const list = tupleOf(evaluator, loop.over);
  return runTwice(evaluator, node, loop, () => assignElement(evaluator, loop.targets, list));
}

export function executeWhile(evaluator: Evaluator, node: PythonNode): boolean {
  const loop = whileLoopOf(node);
  if (!loop) return false;
  return runTwice(evaluator, node, loop, () => void evaluator.evaluate(loop.condition));
}

interface Loop {
  readonly body: PythonNode;
  readonly otherwise: PythonNode | undefined;
}

function runTwice(evaluator: Evaluator, node: PythonNode, { body, otherwise }: Loop, prepare: () => void): boolean {
  const turns = loopsAround(node) < MAX_DOUBLED ? 2 : 1;
  for (let turn = 0; turn < turns; turn++) {
    prepare();
    evaluator.execute(body);
  }
  if (otherwise) evaluator.execute(otherwise);
  return false;
}

function loopsAround(node: PythonNode): number {
  let count = 0;
  for (let { parent } = node; parent; { parent } = parent) {
    if (parent.type === 'ForStatement' || parent.type === 'WhileStatement') count++;
    if (parent.type === 'FunctionDefinition') break;
  }
  return count;
}

/** The body, or any of the handlers, and what comes behind in either case. */
export function executeTry(evaluator: Evaluator, node: PythonNode): boolean {
  const sections = trySectionsOf(node);
  const bodies = (wanted: string) => sections.filter((section) => section.keyword === wanted).map(({ body }) => body);
  const main = evaluator.state.arm(() => [...bodies('try'), ...bodies('else')].some((body) => evaluator.execute(body)));
  const handlers = bodies('except').map((body) => evaluator.state.arm(() => evaluator.execute(body)));
  const ended = evaluator.state.merge([main, ...handlers]);
  return bodies('finally').some((body) => evaluator.execute(body)) || ended;
}

export function executeWith(evaluator: Evaluator, node: PythonNode): boolean {
  for (const { expression, target } of contextsOf(node)) {
    const values = evaluator.evaluate(expression);
    if (target) assign(evaluator, target, values);
  }
  const body = node.child('Body');
  return body !== undefined && evaluator.execute(body);
}

export function executeMatch(evaluator: Evaluator, node: PythonNode): boolean {
  const arms = casesOf(node).map((body) => evaluator.state.arm(() => evaluator.execute(body)));
  evaluator.state.merge([...arms, noArm]);
  return false;
}
