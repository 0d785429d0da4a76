import type { KerasCall, KerasValue } from '../../../../protocol/keras.js';
import type { PythonNode } from '../../syntax/node.js';
import { declareCompile, goalOf } from '../declaration/declareTraining.js';
import type { Writer } from '../declaration/writer.js';
import { methodArgument } from '../library/callOrders.js';
import { useOf } from '../questions/use.js';
import { isUnsettled } from '../values/settled.js';
import type { Value } from '../values/values.js';
import { argumentRules, nearestArgument } from './argumentRules.js';
import { declareCallbacks } from './declareCallbacks.js';
import { declareData } from './declareData.js';
import type { NoteText, ProgramEvent } from './events.js';

type CallEvent = Extract<ProgramEvent, { kind: 'compile' | 'fit' | 'trainOnBatch' | 'evaluate' }>;

export interface DeclaredCall {
  /** Null where nothing of it can be done. */
  readonly call: KerasCall | null;
  readonly notes: readonly (readonly [PythonNode, NoteText])[];
}

/** Every argument of a call, by its name in Keras 2: done, without an effect on training, or with a note. */
export function declareCall(writer: Writer, event: CallEvent): DeclaredCall {
  if (event.kind === 'compile') return declaredCompile(writer, event);
  const { call, node, kind, model } = event;
  const data = declareData(event);
  const callbacks = declareCallbacks(writer, model, call.args.named.get('callbacks') ?? null, node);
  const notes = [...data.notes, ...callbacks.notes];
  const named: Record<string, KerasValue> = { ...data.named };
  if (callbacks.written.length > 0) named.callbacks = callbacks.written;
  for (const [given, value] of call.args.named) {
    const name = methodArgument(given);
    const rule = argumentRules(kind)[name];
    if (rule === 'data' || rule === 'callbacks' || rule === 'silent' || value === null) continue;
    const written = rule === 'asked' || rule === 'written' ? writtenArgument(writer, name, value, rule) : undefined;
    if (written !== undefined) named[name] = written;
    else notes.push([node, ofOtherData(noteOn(kind, name, rule, value), name, data.named.x === undefined)]);
  }
  for (const _ of call.args.positional) notes.push([node, { ...leftOut, text: `${call.path} takes fewer arguments.` }]);
  if (kind !== 'fit' && data.named.x === undefined) {
    const isLost = kind === 'trainOnBatch';
    return { call: null, notes: notes.map(([at, note]) => [at, isLost ? { ...note, changesLearning: true } : note]) };
  }
  const written: KerasCall = { kind: 'call', name: call.path, positional: [], named, span: writer.spanOf(node) };
  return { call: written, notes };
}

const leftOut = { kind: 'not-done', changesLearning: true } as const;

/** How many steps there are means nothing where other data is taken. */
function ofOtherData(note: NoteText, name: string, isOther: boolean): NoteText {
  return isOther && /^(?:steps_per_epoch|validation_\w+|samples_per_epoch)$/.test(name)
    ? { ...note, changesLearning: false }
    : note;
}

/** Undefined where it is not known and no question is worth it. */
function writtenArgument(
  writer: Writer,
  name: string,
  value: Value,
  rule: 'asked' | 'written',
): KerasValue | undefined {
  if (rule === 'written' && isUnsettled(value)) return undefined;
  return writer.value(value, useOf(name, 'fit'));
}

function noteOn(kind: CallEvent['kind'], name: string, rule: string | undefined, value: Value): NoteText {
  const method = kind === 'trainOnBatch' ? 'train_on_batch' : kind;
  if (rule === undefined) {
    const meant = nearestArgument(kind, name);
    const hint = meant ? ` Did you mean ${meant}?` : '';
    return { ...leftOut, text: `${method} has no argument ${name}, so it is left out.${hint}` };
  }
  if (rule !== 'asked' && rule !== 'written') return { ...leftOut, text: rule };
  const why = isUnsettled(value) ? 'is known only when the program runs' : 'cannot be followed';
  return { ...leftOut, text: `${name} of ${method} ${why}, so it is left out.` };
}

function declaredCompile(writer: Writer, event: Extract<CallEvent, { kind: 'compile' }>): DeclaredCall {
  const { call, node, model, rate } = event;
  const compile = declareCompile(writer, call, goalOf(model));
  const notes: (readonly [PythonNode, NoteText])[] = [];
  for (const [name, value] of call.args.named) {
    const rule = argumentRules('compile')[name];
    if (rule === 'written' || rule === 'silent' || value === null) continue;
    notes.push([node, noteOn('compile', name, rule, value)]);
  }
  return { call: rate === null ? compile : withRate(compile, rate), notes };
}

/** The optimizer with the learning rate that it was given after it was made. */
function withRate(compile: KerasCall, rate: number): KerasCall {
  const { optimizer } = compile.named;
  if (!isCall(optimizer)) return compile;
  const { lr: _lr, ...named } = optimizer.named;
  const changed = { ...optimizer, positional: [], named: { ...named, learning_rate: rate } };
  return { ...compile, named: { ...compile.named, optimizer: changed } };
}

function isCall(value: KerasValue | undefined): value is KerasCall {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'call';
}
