import { type PythonNode, splitAt } from '../../syntax/node.js';
import { deleteContentsItem } from '../contents/change.js';
import { contentsUpdate } from '../contents/compute.js';
import { sequence } from '../expressions/collections.js';
import { yieldExpression } from '../expressions/generators.js';
import { operate } from '../expressions/operators.js';
import { indicesOf } from '../expressions/subscript.js';
import { listMethod } from '../library/methods.js';
import type { Completion, Machine } from '../machine.js';
import { derive } from '../values/unknown.js';
import { argumentsOf, isKind, type Scope, type Value } from '../values/values.js';
import { assign } from './assign.js';
import { runIf } from './conditions.js';
import { decorated, defineClass, defineFunction } from './definitions.js';
import { runImport } from './imports.js';
import { runFor, runWhile } from './loops.js';

type Statement = (machine: Machine, node: PythonNode, scope: Scope) => Completion;

const quiet =
  (run: (machine: Machine, node: PythonNode, scope: Scope) => void): Statement =>
  (machine, node, scope) => {
    run(machine, node, scope);
    return undefined;
  };

const runAssign = quiet((machine, node, scope) => {
  const parts = node.children.filter((child) => child.type !== 'TypeDef');
  const groups = splitAt(parts, 'AssignOp');
  const value = groups.length > 1 ? groups.pop() : undefined;
  if (!value) return;
  const result = expressions(machine, value, scope);
  for (const targets of groups) assign(machine, targets, result, scope);
});

/** One expression, or a tuple of some. */
function expressions(machine: Machine, nodes: readonly PythonNode[], scope: Scope): Value {
  const [first] = nodes;
  if (nodes.length === 1 && first) return machine.evaluate(first, scope);
  return { kind: 'list', tuple: true, items: sequence(machine, nodes, scope) };
}

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
    assign(machine, [target], result === undefined ? derive(machine, node, [left, right]) : result, scope);
  }
});

const runReturn: Statement = (machine, node, scope) => {
  const values = node.children.slice(1);
  return { value: values.length === 0 ? null : expressions(machine, values, scope) };
};

/** The body of `try`; of `except` only where the model that is read is in it. */
const runTry: Statement = (machine, node, scope) => {
  let clause = '';
  for (const child of node.children) {
    if (child.type !== 'Body') {
      if (/^(?:try|except|else|finally)$/.test(child.type)) clause = child.type;
      continue;
    }
    if (clause === 'except' && !child.contains(machine.trace.target)) continue;
    const completion = machine.run(child.children, scope);
    if (completion !== undefined) return completion;
  }
  return undefined;
};

const runWith: Statement = (machine, node, scope) => {
  const body = node.child('Body');
  for (const part of splitAt(
    node.children.filter((child) => child.type !== 'with' && child.type !== 'Body'),
    ',',
  )) {
    const [expression, as, target] = part;
    const value = expression ? machine.evaluate(expression, scope) : null;
    if (as?.type === 'as' && target) assign(machine, [target], value, scope);
  }
  return body ? machine.run(body.children, scope) : undefined;
};

const runMatch: Statement = (machine, node, scope) => {
  for (const clause of node.child('MatchBody')?.childrenOf('MatchClause') ?? []) {
    const body = clause.child('Body');
    if (body?.contains(machine.trace.target)) return machine.run(body.children, scope);
  }
  return undefined;
};

const runScope = quiet((_machine, node, scope) => {
  const isGlobal = node.children[0]?.type === 'global';
  for (const name of node.childrenOf('VariableName')) scope.share(name.text, isGlobal);
});

const evaluateAll = quiet((machine, node, scope) => {
  for (const child of node.children) if (child.type !== ',') machine.evaluate(child, scope);
});

const statements: Readonly<Record<string, Statement>> = {
  ImportStatement: (_machine, node, scope) => void runImport(node, scope),
  AssignStatement: runAssign,
  UpdateStatement: runUpdate,
  ExpressionStatement: evaluateAll,
  StatementGroup: (machine, node, scope) => machine.run(node.children, scope),
  FunctionDefinition: quiet(defineFunction),
  ClassDefinition: quiet(defineClass),
  DecoratedStatement: quiet(decorated),
  IfStatement: runIf,
  ForStatement: runFor,
  WhileStatement: runWhile,
  TryStatement: runTry,
  WithStatement: runWith,
  MatchStatement: runMatch,
  YieldStatement: quiet(yieldExpression),
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
