import type { PythonNode } from '../syntax/node.js';
import { assign, assignEach } from './assignment.js';
import { executeFor, executeIf, executeMatch, executeTry, executeWhile, executeWith } from './compoundStatements.js';
import { defineClass, defineFunction } from './definitions.js';
import type { Evaluator } from './evaluator.js';
import { evaluateYield } from './expressions.js';
import { importNames } from './imports.js';
import { elementsIn, grow, located } from './lists.js';
import { passedArguments } from './passedArguments.js';
import { bindingFunction, moduleScope } from './scope.js';
import { nothing, unknown, type Values } from './values.js';

/** Runs a statement; returns whether it leaves the function. */
export function executeStatement(evaluator: Evaluator, node: PythonNode): boolean {
  switch (node.type) {
    case 'IfStatement':
      return executeIf(evaluator, node);
    case 'ForStatement':
      return executeFor(evaluator, node);
    case 'WhileStatement':
      return executeWhile(evaluator, node);
    case 'TryStatement':
      return executeTry(evaluator, node);
    case 'WithStatement':
      return executeWith(evaluator, node);
    case 'MatchStatement':
      return executeMatch(evaluator, node);
    case 'StatementGroup':
      return node.children.map((child) => executeStatement(evaluator, child)).includes(true);
    case 'ReturnStatement':
      evaluator.frame().returned.push(...returnedValues(evaluator, node));
      return true;
    case 'RaiseStatement':
      for (const child of node.children) evaluator.evaluate(child);
      return true;
    default:
      executeSimple(evaluator, node);
      return false;
  }
}

function executeSimple(evaluator: Evaluator, node: PythonNode): void {
  switch (node.type) {
    case 'AssignStatement':
      executeAssignment(evaluator, node);
      return;
    case 'UpdateStatement':
      executeUpdate(evaluator, node);
      return;
    case 'ImportStatement':
      importNames(evaluator, node);
      return;
    case 'FunctionDefinition':
      defineFunction(evaluator, node, []);
      return;
    case 'ClassDefinition':
      defineClass(evaluator, node);
      return;
    case 'DecoratedStatement':
      executeDecorated(evaluator, node);
      return;
    case 'ScopeStatement':
      executeScope(evaluator, node);
      return;
    case 'YieldStatement':
      evaluateYield(evaluator, node);
      return;
    case 'DeleteStatement':
    case 'PassStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return;
    default:
      for (const child of node.children.length > 0 ? node.children : [node]) evaluator.evaluate(child);
  }
}

/** Several values with commas between them are a tuple. */
function tupleOf(evaluator: Evaluator, nodes: readonly PythonNode[]): Values {
  const items = nodes.filter(({ type }) => type !== ',' && type !== '*');
  const [only] = items;
  if (!only) return [nothing];
  if (items.length === 1 && !nodes.some(({ type }) => type === ',')) return evaluator.evaluate(only);
  const elements = items.map((item) => located(evaluator.evaluate(item), item));
  return [{ kind: 'list', elements }];
}

function returnedValues(evaluator: Evaluator, node: PythonNode): Values {
  return tupleOf(evaluator, node.children.slice(1));
}

/** `target = target = value` */
function executeAssignment(evaluator: Evaluator, node: PythonNode): void {
  const groups: PythonNode[][] = [[]];
  for (const child of node.children) {
    if (child.type === 'AssignOp') groups.push([]);
    else if (child.type !== 'TypeDef') groups.at(-1)?.push(child);
  }
  if (groups.length < 2) return;
  const values = tupleOf(evaluator, groups.pop() ?? []);
  for (const group of groups) {
    const targets = group.filter(({ type }) => type !== ',' && type !== '*');
    const [only] = targets;
    if (only && targets.length === 1 && group.length === 1) assign(evaluator, only, values);
    else assignEach(evaluator, targets, values);
  }
}

/** `target += value`: a list grows in place. */
function executeUpdate(evaluator: Evaluator, node: PythonNode): void {
  const [target, , value] = node.children;
  if (!target || !value) return;
  const before = evaluator.evaluate(target);
  const values = evaluator.evaluate(value);
  const lists = before.filter(({ kind }) => kind === 'list');
  for (const list of lists) {
    if (list.kind === 'list') grow(list, elementsIn(values) ?? [located(values, value)]);
  }
  if (lists.length === 0) assign(evaluator, target, elementsIn(values) ? values : [unknown()]);
}

function executeDecorated(evaluator: Evaluator, node: PythonNode): void {
  const decorators = node.children.filter(({ type }) => type === 'Decorator');
  for (const decorator of decorators) passedArguments(evaluator, decorator.child('ArgList'));
  const names = decorators.map(({ children }) => children.findLast(({ type }) => type === 'VariableName'));
  const texts = names.map((last) => (last ? last.text : ''));
  const definition = node.children.at(-1);
  if (definition?.type === 'FunctionDefinition') defineFunction(evaluator, definition, texts);
  else if (definition?.type === 'ClassDefinition') defineClass(evaluator, definition);
}

function executeScope(evaluator: Evaluator, node: PythonNode): void {
  const { scope } = evaluator.frame();
  const isGlobal = node.child('global') !== undefined;
  for (const child of node.children) {
    if (child.type !== 'VariableName') continue;
    const name = child.text;
    const lender = isGlobal ? moduleScope(scope) : bindingFunction(scope, name);
    if (lender && lender !== scope) scope.lent.set(name, lender);
  }
}
