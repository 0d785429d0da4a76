import { beginning } from '../../../../protocol/sentenceText.js';
import { forLoopOf, whileLoopOf } from '../../syntax/compoundStatements.js';
import { mentionsIn } from '../../syntax/mentions.js';
import type { PythonNode } from '../../syntax/node.js';
import { tupleOf } from '../expressions/collections.js';
import type { Completion, Machine } from '../machine.js';
import { trains } from '../program/changesTraining.js';
import { useOf } from '../questions/use.js';
import { truth } from '../values/settled.js';
import { expressionText, openIn, unknown } from '../values/unknown.js';
import type { Scope, Value } from '../values/values.js';
import { assignAll } from './assign.js';
import { itemsOf } from './iterate.js';
import { loseFilled } from './loseFilled.js';

/** Layers that one loop makes. */
const MOST_LAYERS = 2000;

export function runFor(machine: Machine, node: PythonNode, scope: Scope): Completion {
  const loop = forLoopOf(node);
  const iterable = loop?.over.list[0]?.node;
  if (!loop || !iterable) return undefined;
  const { targets, body } = loop;
  const over = tupleOf(machine, loop.over, scope);
  const known = itemsOf(machine, over);
  const items = known ?? [unknown(machine, iterable, { path: iterable.text })];
  const rounds = roundsOf(machine, body);
  const { changes, program } = machine.trace;
  const events = program.events.length;
  for (const item of items) {
    if (!rounds.next(node, scope)) break;
    assignAll(machine, targets, item, scope);
    const completion = machine.run(body.children, scope);
    if (!known && machine.trace.changes > changes) askFor(machine, body, over, iterable);
    if (completion === 'break') return undefined;
    if (typeof completion === 'object') return completion;
  }
  const text = `what \`${expressionText(iterable)}\` iterates over is known only when the program runs`;
  if (!known) forget(machine, body, scope, { node: iterable, text, events, rounds: 1 });
  return loop.otherwise ? machine.run(loop.otherwise.children, scope) : undefined;
}

interface Open {
  /** What is not known of the loop, and why, as a sentence. */
  readonly node: PythonNode;
  readonly text: string;
  /** How many events there were before the loop. */
  readonly events: number;
  /** How often it was gone through. */
  readonly rounds: number;
}

/** A loop of which is not known how often it runs: what it fills is not known, and a fit in it may be one of many. */
function forget(machine: Machine, body: PythonNode, scope: Scope, { node, text, events, rounds }: Open): void {
  const { program } = machine.trace;
  loseFilled(machine, body, scope, { node, reason: text }, true);
  if (!program.trainedSince(events)) return;
  const times = rounds === 1 ? 'once' : rounds === 2 ? 'twice' : `${rounds} times`;
  const note = `${beginning(text)}: the loop runs ${times}.`;
  program.note(node, { kind: 'guessed', text: note, changesLearning: true }, null, events);
}

interface Rounds {
  /** Whether there is another round; where there is none, what the loop fills is forgotten. */
  next(node: PythonNode, scope: Scope): boolean;
}

/** A loop may take half of the steps that are left, so that what comes after it is read too. */
function roundsOf(machine: Machine, body: PythonNode): Rounds {
  const least = machine.remaining() / 2;
  const { trace } = machine;
  let isFirst = true;
  const most = trains(body) ? Number.POSITIVE_INFINITY : trace.changes + MOST_LAYERS;
  return {
    next(node, scope) {
      machine.step();
      if (!isFirst && !machine.generators.isTaken && handsOut(body)) return false;
      isFirst = false;
      if (trace.changes < most && machine.remaining() > least) return true;
      const reason = 'a loop takes too many steps to read to the end';
      loseFilled(machine, body, scope, { node, reason, costly: true }, true);
      const text = 'This loop takes too many steps to read to the end, so the rest is left out.';
      if (trains(body) && !machine.isPlan)
        machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true });
      return false;
    },
  };
}

/** A loop with `yield` waits for whoever takes what it hands out, mostly without an end: where nobody does, it is gone through once. */
const handsOut = (body: PythonNode): boolean => mentionsIn(body).yields;

/** What a loop goes over is asked for where layers hang on it; a loop that makes the whole model runs once. */
function askFor(machine: Machine, body: PythonNode, over: Value, iterable: PythonNode): void {
  if (body.contains(machine.trace.target)) return;
  for (const open of openIn(machine, over, iterable)) machine.questions.ask(open, useOf('loop', ''));
}

export function runWhile(machine: Machine, node: PythonNode, scope: Scope): Completion {
  const loop = whileLoopOf(node);
  if (!loop) return undefined;
  const { condition, body } = loop;
  const rounds = roundsOf(machine, body);
  const events = machine.trace.program.events.length;
  for (let round = 1; rounds.next(node, scope); round++) {
    const holds = truth(machine.evaluate(condition, scope));
    if (holds === false) break;
    const completion = machine.run(body.children, scope);
    const text = `whether \`${expressionText(condition)}\` holds is known only when the program runs`;
    if (holds === undefined) forget(machine, body, scope, { node: condition, text, events, rounds: round });
    if (completion === 'break' || holds === undefined) break;
    if (typeof completion === 'object') return completion;
  }
  return undefined;
}
