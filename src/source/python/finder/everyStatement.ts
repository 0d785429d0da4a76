import { assignmentOf } from '../syntax/assignments.js';
import { bindingOf, decoratedOf } from '../syntax/definitions.js';
import { importedNames } from '../syntax/imports.js';
import { itemsAmong } from '../syntax/items.js';
import type { PythonNode } from '../syntax/node.js';
import { assign, assignAll, assignName } from './assignTargets.js';
import type { Evaluator } from './evaluator.js';
import { executeFor, executeIf, executeMatch, executeTry, executeWhile, executeWith } from './everyBranch.js';
import { defineClass, defineFunction } from './ownDefinitions.js';
import { passedArguments } from './passedArguments.js';
import { elementsIn, grow, located } from './possibleElements.js';
import { evaluateYield } from './possibleResults.js';
import { unknown } from './possibleValues.js';
import { tupleOf } from './writtenElements.js';

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
      evaluator.frame().returned.push(...tupleOf(evaluator, itemsAmong(node.children.slice(1))));
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
      executeImport(evaluator, node);
      return;
    case 'FunctionDefinition':
      defineFunction(evaluator, node, 'plain');
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

function executeAssignment(evaluator: Evaluator, node: PythonNode): void {
  const assignment = assignmentOf(node);
  if (!assignment) return;
  const values = tupleOf(evaluator, assignment.value);
  for (const targets of assignment.targets) assignAll(evaluator, targets, values);
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
  const { decorators, definition } = decoratedOf(node);
  for (const decorator of decorators) passedArguments(evaluator, decorator.arguments);
  if (definition?.type === 'FunctionDefinition') defineFunction(evaluator, definition, bindingOf(decorators));
  else if (definition) defineClass(evaluator, definition);
}

function executeImport(evaluator: Evaluator, node: PythonNode): void {
  for (const { name, path } of importedNames(node)) {
    if (name === '*') evaluator.starImports.push(path);
    else if (name) assignName(evaluator, name, [{ kind: 'path', path, free: false }]);
  }
}

function executeScope(evaluator: Evaluator, node: PythonNode): void {
  const { scope } = evaluator.frame();
  const statement = node.child('global') ? 'global' : 'nonlocal';
  for (const { text } of node.childrenOf('VariableName')) scope.share(text, statement);
}
