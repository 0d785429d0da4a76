import { assignmentOf } from '../../syntax/assignments.js';
import { casesOf, contextsOf, trySectionsOf } from '../../syntax/compoundStatements.js';
import { importedNames } from '../../syntax/imports.js';
import { itemsAmong } from '../../syntax/items.js';
import type { PythonNode } from '../../syntax/node.js';
import { deleteContentsItem } from '../contents/change.js';
import { contentsUpdate } from '../contents/operations.js';
import { tupleOf } from '../expressions/collections.js';
import { runYield } from '../expressions/evaluate.js';
import { operate } from '../expressions/operators.js';
import { indicesOf } from '../expressions/subscript.js';
import { listMethod } from '../library/methods.js';
import type { Completion, Machine } from '../machine.js';
import { derive } from '../values/unknown.js';
import { argumentsOf, external, isKind, type Scope } from '../values/values.js';
import { assign, assignAll } from './assign.js';
import { runIf } from './conditions.js';
import { defineClass, defineDecorated, defineFunction } from './define.js';
import { runFor, runWhile } from './loops.js';

type Statement = (machine: Machine, node: PythonNode, scope: Scope) => Completion;

const quiet =
  (run: (machine: Machine, node: PythonNode, scope: Scope) => void): Statement =>
  (machine, node, scope) => {
    run(machine, node, scope);
    return undefined;
  };

const runAssign = quiet((machine, node, scope) => {
  const assignment = assignmentOf(node);
  if (!assignment) return;
  const value = tupleOf(machine, assignment.value, scope);
  for (const targets of assignment.targets) assignAll(machine, targets, value, scope);
});

const runUpdate = quiet((machine, node, scope) => {
  const [target, operator, value] = node.children;
  if (!target || !operator || !value) return;
  const left = machine.evaluate(target, scope);
  const right = machine.evaluate(value, scope);
  if (operator.text === '+=' && isKind(left, 'list') && !left.tuple)
    listMethod(machine, left, 'extend', argumentsOf([right]), node);
  else {
    const sign = operator.text.slice(0, -1);
    const result = contentsUpdate(machine, sign, left, right, node) ?? operate(sign, left, right);
    assign(machine, target, result === undefined ? derive(machine, node, [left, right]) : result, scope);
  }
});

const runReturn: Statement = (machine, node, scope) => ({
  value: tupleOf(machine, itemsAmong(node.children.slice(1)), scope),
});

/** The body of `try`; of `except` only where the model that is read is in it. */
const runTry: Statement = (machine, node, scope) => {
  for (const { keyword, body } of trySectionsOf(node)) {
    if (keyword === 'except' && !body.contains(machine.trace.target)) continue;
    const completion = machine.run(body.children, scope);
    if (completion !== undefined) return completion;
  }
  return undefined;
};

const runWith: Statement = (machine, node, scope) => {
  for (const { expression, target } of contextsOf(node)) {
    const value = machine.evaluate(expression, scope);
    if (target) assign(machine, target, value, scope);
  }
  const body = node.child('Body');
  return body ? machine.run(body.children, scope) : undefined;
};

const runMatch: Statement = (machine, node, scope) => {
  const wanted = casesOf(node).find((body) => body.contains(machine.trace.target));
  return wanted && machine.run(wanted.children, scope);
};

const runImport = quiet((machine, node, scope) => {
  for (const { name, path } of importedNames(node)) {
    if (name === '*') machine.trace.starImports.push(path);
    else if (name) scope.set(name, external(path));
  }
});

const runScope = quiet((_machine, node, scope) => {
  const statement = node.child('global') ? 'global' : 'nonlocal';
  for (const { text } of node.childrenOf('VariableName')) scope.share(text, statement);
});

const evaluateAll = quiet((machine, node, scope) => {
  for (const child of node.children) if (child.type !== ',') machine.evaluate(child, scope);
});

const statements: Readonly<Record<string, Statement>> = {
  ImportStatement: runImport,
  AssignStatement: runAssign,
  UpdateStatement: runUpdate,
  ExpressionStatement: evaluateAll,
  StatementGroup: (machine, node, scope) => machine.run(node.children, scope),
  FunctionDefinition: quiet(defineFunction),
  ClassDefinition: quiet(defineClass),
  DecoratedStatement: quiet(defineDecorated),
  IfStatement: runIf,
  ForStatement: runFor,
  WhileStatement: runWhile,
  TryStatement: runTry,
  WithStatement: runWith,
  MatchStatement: runMatch,
  YieldStatement: quiet(runYield),
  ReturnStatement: runReturn,
  BreakStatement: () => 'break',
  ContinueStatement: () => 'continue',
  ScopeStatement: runScope,
  DeleteStatement: quiet((machine, node, scope) => {
    for (const name of node.childrenOf('VariableName')) scope.delete(name.text);
    for (const member of node.childrenOf('MemberExpression')) {
      const [whole] = member.children;
      if (whole && !member.child('PropertyName'))
        deleteContentsItem(machine, machine.evaluate(whole, scope), indicesOf(machine, member, scope), member);
    }
  }),
};

/** Runs statements up to one that leaves the block. Before the model that is read is made, nothing that stands before it leaves. */
export function runStatements(machine: Machine, nodes: readonly PythonNode[], scope: Scope): Completion {
  const { target, models } = machine.trace;
  for (const [i, node] of nodes.entries()) {
    const statement = Object.hasOwn(statements, node.type) ? statements[node.type] : undefined;
    if (!statement) continue;
    machine.step();
    const completion = statement(machine, node, scope);
    if (completion === undefined) continue;
    const ahead = models.length === 0 && nodes.slice(i + 1).some((later) => later.contains(target));
    if (!ahead) return completion;
  }
  return undefined;
}
