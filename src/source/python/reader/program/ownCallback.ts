import { SourceError } from '../../../../errors/sourceError.js';
import type { SourceLocation } from '../../../../protocol/fit.js';
import type { CallbackHook, CallbackHost, OwnCallback } from '../../../../protocol/kerasProgram.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { numeric } from '../values/numeric.js';
import { isOptimizer, rateOf } from '../values/rates.js';
import { isUnsettled } from '../values/settled.js';
import { argumentsOf, isKind, type PyFunction, type PyModel, type Value } from '../values/values.js';

/** Nodes that one call of a callback or a schedule may visit. */
const CALL_STEPS = 1_000_000;

/** Hooks by the names that methods have in any Keras. */
export const hooksByMethod: Readonly<Record<string, CallbackHook>> = {
  on_train_begin: 'on_train_begin',
  on_train_end: 'on_train_end',
  on_epoch_begin: 'on_epoch_begin',
  on_epoch_end: 'on_epoch_end',
  on_batch_begin: 'on_train_batch_begin',
  on_batch_end: 'on_train_batch_end',
  on_train_batch_begin: 'on_train_batch_begin',
  on_train_batch_end: 'on_train_batch_end',
};

type PlaceOf = (node: PythonNode) => SourceLocation;

/** Methods of a callback, or functions of a LambdaCallback, that the interpreter runs while a model is trained. */
export class InterpretedCallback implements OwnCallback {
  readonly hooks: readonly CallbackHook[];

  constructor(
    private readonly machine: Machine,
    private readonly model: PyModel,
    private readonly methods: ReadonlyMap<CallbackHook, PyFunction>,
    private readonly placeOf: PlaceOf,
  ) {
    this.hooks = [...methods.keys()];
  }

  call(hook: CallbackHook, index: number | null, logs: Readonly<Record<string, number>>, host: CallbackHost): void {
    const method = this.methods.get(hook);
    if (!method) return;
    const { self } = method;
    if (isKind(self, 'instance')) self.attributes.set('model', this.model);
    const entries: Value = { kind: 'dict', entries: new Map(Object.entries(logs)) };
    const args = index === null ? [entries] : [index, entries];
    const rateBefore = this.takeRate(host);
    this.model.attributes.set('stop_training', false);
    follow(this.machine, method, args, this.placeOf, { host, model: this.model });
    this.giveRate(host, rateBefore, method);
    const stops = this.model.attributes.get('stop_training') ?? null;
    if (isUnsettled(stops)) throw unfollowed(method, 'whether it stops training', this.placeOf);
    if (stops === true) host.stopTraining();
  }

  private takeRate(host: CallbackHost): Value {
    const optimizer = this.model.attributes.get('optimizer') ?? null;
    if (!isOptimizer(optimizer)) return null;
    if (host.learningRate !== null) optimizer.attributes.set('learning_rate', host.learningRate);
    return rateOf(optimizer);
  }

  private giveRate(host: CallbackHost, before: Value, method: PyFunction): void {
    const optimizer = this.model.attributes.get('optimizer') ?? null;
    const rate = isOptimizer(optimizer) ? rateOf(optimizer) : before;
    if (rate === before) return;
    const number = numeric(rate);
    if (number === null) throw unfollowed(method, 'the learning rate that it sets', this.placeOf);
    host.learningRate = number;
  }
}

/** A function of numbers that the source writes, as a learning rate schedule is. */
export function interpretedFunction(
  machine: Machine,
  called: PyFunction,
  placeOf: PlaceOf,
): (...args: readonly number[]) => number {
  const taken = called.parameters.length - (called.self === undefined ? 0 : 1);
  return (...args) => {
    const result = follow(machine, called, args.slice(0, taken), placeOf, null);
    const number = numeric(result);
    if (number === null) throw unfollowed(called, `what it returns for ${args.slice(0, taken).join(', ')}`, placeOf);
    return number;
  };
}

/** @throws {SourceError} where something that it does to the training cannot be followed */
function follow(
  machine: Machine,
  called: PyFunction,
  args: readonly Value[],
  placeOf: PlaceOf,
  live: { readonly host: CallbackHost; readonly model: PyModel } | null,
): Value {
  const { program } = machine.trace;
  const seen = program.events.length;
  let result: Value = null;
  program.live = live;
  try {
    const ended = machine.attempt(
      () => {
        result = machine.call(called, argumentsOf(args), called.node);
      },
      { steps: CALL_STEPS, beyond: true },
    );
    if (ended === 'gave up') throw unfollowed(called, 'it takes too many steps: it', placeOf);
  } finally {
    program.live = null;
  }
  const missed = program.events.splice(seen).find(({ kind }) => kind === 'note');
  if (missed?.kind === 'note' && missed.note.changesLearning) {
    throw new SourceError(`${called.name}: ${missed.note.text}`, placeOf(missed.node));
  }
  return result;
}

function unfollowed(called: PyFunction, what: string, placeOf: PlaceOf): SourceError {
  return new SourceError(
    `${called.name} cannot be followed: ${what} is known only when Python runs it.`,
    placeOf(called.node),
  );
}
