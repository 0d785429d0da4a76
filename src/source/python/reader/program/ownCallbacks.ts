import type { KerasFunction } from '../../../../protocol/keras.js';
import type { CallbackHook } from '../../../../protocol/kerasProgram.js';
import { mentionsIn } from '../../syntax/mentions.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Writer } from '../declaration/writer.js';
import { bind, classMember } from '../expressions/attributes.js';
import type { Machine } from '../machine.js';
import { isKind, lastName, type PyFunction, type PyInstance, type PyModel, type Value } from '../values/values.js';
import { changesTraining } from './changesTraining.js';
import type { NoteText } from './events.js';
import { hooksByMethod, InterpretedCallback, interpretedFunction } from './ownCallback.js';

/** What needs a model's outputs while it is trained. */
const outputs = /^(?:predict\w*|evaluate|test_on_batch)$/;

export type OwnCallbackResult = KerasFunction | NoteText | null;

/** A callback that the source itself writes: run in the trainer where it changes the training; null where it is none of the source's. */
export function ownCallback(writer: Writer, model: PyModel, value: Value): OwnCallbackResult {
  if (isKind(value, 'instance')) return ofMethods(writer, model, value.of.name, value.made.node, methodsOf(value));
  if (isKind(value, 'object') && /^LambdaCallback$/.test(lastName(value.call.path))) {
    return ofMethods(writer, model, 'LambdaCallback', value.call.node, functionsOf(value.call.args.named));
  }
  return null;
}

function ofMethods(
  writer: Writer,
  model: PyModel,
  name: string,
  node: PythonNode,
  methods: ReadonlyMap<CallbackHook, PyFunction>,
): KerasFunction | NoteText {
  const code = [...methods.values()].flatMap(codeOf);
  if (!code.some(changesTraining)) {
    const left = `The callback ${name} does not run: it does not affect training.`;
    return { kind: 'not-done', text: left, changesLearning: false };
  }
  if (code.some(asksModel)) {
    const left = `The callback ${name} does not run: what it does depends on the model's predictions during training.`;
    return { kind: 'not-done', text: left, changesLearning: true, isCallback: true };
  }
  const { machine, placeOf, spanOf } = writer;
  const { callbacks } = machine.trace.program;
  const id = callbacks.size + 1;
  callbacks.set(id, new InterpretedCallback(machine, model, methods, placeOf));
  return { kind: 'callback', id, name, span: spanOf(node) };
}

/** A method, and with it the other methods of its class. */
const codeOf = ({ node, owner }: PyFunction): PythonNode[] => (owner ? [owner.node, node] : [node]);

/** Whether code asks a model for outputs, by a method or by a call of `self.model` itself. */
const asksModel = (code: PythonNode): boolean =>
  mentionsIn(code).calls.some(
    ({ name, on }) => (on !== null && outputs.test(name)) || (name === 'model' && on === 'self'),
  );

function methodsOf(instance: PyInstance): Map<CallbackHook, PyFunction> {
  const methods = new Map<CallbackHook, PyFunction>();
  for (const [name, hook] of Object.entries(hooksByMethod)) {
    const member = classMember(instance.of, name);
    if (isKind(member, 'function')) methods.set(hook, bind(member, instance));
  }
  return methods;
}

function functionsOf(named: ReadonlyMap<string, Value>): Map<CallbackHook, PyFunction> {
  const methods = new Map<CallbackHook, PyFunction>();
  for (const [name, value] of named) {
    const hook = Object.hasOwn(hooksByMethod, name) ? hooksByMethod[name] : undefined;
    if (hook && isKind(value, 'function')) methods.set(hook, value);
  }
  return methods;
}

/** A function of the source that a number is asked of, such as the schedule of a LearningRateScheduler. */
export function ownFunction(writer: Writer, machine: Machine, value: PyFunction): KerasFunction {
  const { functions } = machine.trace.program;
  const id = functions.size + 1;
  functions.set(id, interpretedFunction(machine, value, writer.placeOf));
  return { kind: 'function', id, name: value.name, span: writer.spanOf(value.node) };
}
