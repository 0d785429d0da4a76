import { beginning } from '../../../../protocol/sentenceText.js';
import { type Branch, branchesOf } from '../../syntax/compoundStatements.js';
import { mentionsIn } from '../../syntax/mentions.js';
import type { PythonNode } from '../../syntax/node.js';
import { literalText } from '../expressions/format.js';
import type { Completion, Machine } from '../machine.js';
import { changesTraining } from '../program/changesTraining.js';
import { useOf } from '../questions/use.js';
import { numeric } from '../values/numeric.js';
import { isUnsettled, truth } from '../values/settled.js';
import { expressionText } from '../values/unknown.js';
import { isKind, type PyModel, type PyUnknown, type Scope, type Value } from '../values/values.js';
import { loseFilled } from './loseFilled.js';

/**
 * Runs the branch whose condition holds. The branch with the model that is read is taken whatever its condition says. Where a condition is not known
 * and decides which layers there are, its values are asked for, with a proposal that takes the branch; elsewhere all
 * branches that are possible are run.
 */
export function runIf(machine: Machine, node: PythonNode, scope: Scope): Completion {
  const branches = branchesOf(node);
  const wanted = wantedBranch(machine, branches);
  if (wanted) {
    for (const { condition } of branches.slice(0, branches.indexOf(wanted) + 1))
      if (condition) machine.evaluate(condition, scope);
    return machine.run(wanted.body.children, scope);
  }
  const { program } = machine.trace;
  const changed = new Set<PyModel>();
  for (const { condition, body } of branches) {
    const holds = condition ? truth(machine.evaluate(condition, scope)) : true;
    if (holds === false) continue;
    const events = program.events.length;
    if (holds || !condition) {
      const completion = machine.run(body.children, scope);
      program.dropSince(events, changed);
      return completion;
    }
    const taken = runOpen(machine, condition, body, scope);
    if (taken.isAsked) return taken.completion;
    // Of two arms that change the same model, the first counts.
    program.dropSince(events, changed);
    for (const model of program.modelsSince(events)) changed.add(model);
  }
  return undefined;
}

/** A branch of which nobody can tell whether it is taken: asked for where it decides on layers, else run. */
function runOpen(
  machine: Machine,
  condition: PythonNode,
  body: PythonNode,
  scope: Scope,
): { readonly isAsked: boolean; readonly completion: Completion } {
  const { changes, program } = machine.trace;
  if (program.live) {
    unknownWhileTraining(machine, condition, body);
    return { isAsked: false, completion: undefined };
  }
  const events = program.events.length;
  const completion = machine.run(body.children, scope);
  const isAsked = machine.trace.changes > changes || decides(machine, body);
  if (isAsked) askFor(machine, condition, scope);
  else forget(machine, condition, body, scope, events);
  return { isAsked, completion };
}

/** What a branch leaves in data is not known where its condition is not. */
function forget(machine: Machine, condition: PythonNode, body: PythonNode, scope: Scope, events: number): void {
  const { program } = machine.trace;
  const reason = `whether \`${expressionText(condition)}\` holds is known only when the program runs`;
  loseFilled(machine, body, scope, { node: condition, reason }, false);
  if (!program.trainedSince(events)) return;
  const text = `${beginning(reason)}: GradLens trains as if it does.`;
  program.note(condition, { kind: 'guessed', text, changesLearning: true }, null, events);
}

/** In a callback a branch is skipped where nobody can tell whether it is taken, unless it changes the training. */
function unknownWhileTraining(machine: Machine, condition: PythonNode, body: PythonNode): void {
  if (!changesTraining(body)) return;
  const text = `whether \`${expressionText(condition)}\` holds is known only when Python runs it.`;
  machine.trace.program.note(condition, { kind: 'not-done', text, changesLearning: true });
}

/** The branch with the model that is read, or the only one that calls the function that makes it. */
function wantedBranch(machine: Machine, branches: readonly Branch[]): Branch | undefined {
  const { target, maker, models } = machine.trace;
  const around = branches.find((branch) => branch.body.contains(target));
  if (around || maker === null || models.length > 0) return around;
  const calling = branches.filter(({ body }) => mentionsIn(body).calls.some(({ name }) => name === maker));
  return calling.length === 1 ? calling[0] : undefined;
}

/** Whether a branch of what makes the model sets what it may use. */
function decides(machine: Machine, body: PythonNode): boolean {
  const { target } = machine.trace;
  for (let at: PythonNode | null = body; at; at = at.parent) {
    if (at.type === 'FunctionDefinition') return at.contains(target) && assigns(body);
  }
  return false;
}

function assigns(body: PythonNode): boolean {
  return body.children.some((child) => child.type === 'AssignStatement' || child.type === 'UpdateStatement');
}

function askFor(machine: Machine, condition: PythonNode, scope: Scope): void {
  for (const [unknown, proposal] of settling(machine, condition, true, scope) ?? []) {
    machine.questions.ask(unknown, useOf('condition', '', { proposal }));
  }
}

/** Values that make a condition hold (or not); null where it cannot be told. */
function settling(machine: Machine, node: PythonNode, wanted: boolean, scope: Scope): [PyUnknown, string][] | null {
  const value = machine.evaluate(node, scope);
  if (isKind(value, 'unknown') && !value.leaves)
    return comparedIn(machine, node, wanted, scope) ?? [[value, wanted ? 'True' : 'False']];
  if (node.type === 'ParenthesizedExpression' && node.children[1])
    return settling(machine, node.children[1], wanted, scope);
  const operand = node.children.at(-1);
  if (node.type === 'UnaryExpression' && operand) {
    return /^(?:and|or)$/.test(operand.children[1]?.text ?? '') ? null : settling(machine, operand, !wanted, scope);
  }
  if (node.type !== 'BinaryExpression') return null;
  const [first, ...middle] = node.children;
  const last = middle.pop();
  const operator = middle.map((part) => part.text).join(' ');
  if (!first || !last) return null;
  if (operator === 'and' || operator === 'or') {
    const sides = [first, last].map((side) =>
      isUnsettled(machine.evaluate(side, scope)) ? settling(machine, side, wanted, scope) : [],
    );
    return sides.includes(null) ? null : sides.flatMap((side) => side ?? []);
  }
  return comparison(machine.evaluate(first, scope), operator, machine.evaluate(last, scope), wanted);
}

/** What is compared with a word settles the other comparisons with it too: a layer's type is not two words at once. */
function comparedIn(machine: Machine, node: PythonNode, wanted: boolean, scope: Scope): [PyUnknown, string][] | null {
  if (node.type !== 'BinaryExpression') return null;
  const [first, operator, last] = node.children;
  if (node.children.length !== 3 || !first || !last || operator?.text !== '==' || last.type !== 'String') return null;
  return comparison(machine.evaluate(first, scope), '==', machine.evaluate(last, scope), wanted);
}

function comparison(left: Value, operator: string, right: Value, wanted: boolean): [PyUnknown, string][] | null {
  if (!isKind(left, 'unknown') || left.leaves) return null;
  const text = literalText(right);
  const number = numeric(right);
  const equals = operator === '==' || operator === 'is';
  if ((equals && wanted) || ((operator === '!=' || operator === 'is not') && !wanted))
    return text === null ? null : [[left, text]];
  if (operator === 'in' && wanted && isKind(right, 'list')) {
    const first = literalText(right.items[0] ?? null);
    return first === null ? null : [[left, first]];
  }
  if (number === null || !/^[<>]=?$/.test(operator)) return null;
  const above = operator.startsWith('>') === wanted;
  return [[left, String(above ? number + 1 : number - 1)]];
}
