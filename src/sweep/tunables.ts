import { entryOf } from '../diagnosis/source/facts/layerArgument.js';
import { modelOutput } from '../diagnosis/source/facts/modelOutput.js';
import { camelCase, snakeCase } from '../diagnosis/source/facts/names.js';
import { fitArgument, optimizersOf, rateOf } from '../diagnosis/source/facts/training.js';
import { changeOptimizer, setLearningRate } from '../diagnosis/source/remedies/changedOptimizer.js';
import { setInFit } from '../diagnosis/source/remedies/changedTraining.js';
import { argumentOrder, modernName } from '../layers/argumentNames.js';
import type { SourceLayer, SourceModel } from '../protocol/source.js';
import type { SourceSpan } from '../protocol/sourceSpan.js';
import type { SourceArgument } from '../protocol/sourceValue.js';
import type { SweepParameter, SweepValue } from '../protocol/sweep.js';
import { drawsItself } from './dataShares.js';
import { isWhole, proposalFor } from './proposals.js';
import { type Stack, stacksOf, tellsInputs } from './stacks.js';

/** A parameter with its place in the source. */
export interface Tunable {
  readonly parameter: SweepParameter;
  /** Of a literal. */
  readonly span: SourceSpan | null;
  /** Of a depth. */
  readonly stack: Stack | null;
  /** Whether it stands among what is offered: values are proposed for it. */
  readonly isProposed: boolean;
}

type Found = Omit<Tunable, 'parameter'> & { readonly parameter: Omit<SweepParameter, 'id'> };

/** Of a layer: what it is called, and what is no matter of how it learns. */
const NOT_TUNED = /^(?:name|dtype|trainable|(?:batch)?[iI]nput(?:Shape|Dim|Length|Dtype)?|batchInputShape|batchSize)$/;
/** The usual batch of `fit`, in Keras and tfjs. */
const BATCH = 32;

/** All that can be varied of a model, in the order of the source; the last layer's size and activation are what the data need, and are never among it. */
export function tunablesOf(model: SourceModel): Tunable[] {
  const found = [...literals(model), ...depths(model), ...ofTraining(model)];
  const ofName = Map.groupBy(found, ({ parameter }) => parameter.name);
  return found.map((each) => {
    const alike = ofName.get(each.parameter.name) ?? [];
    return { ...each, parameter: { id: idOf(each, alike), ...each.parameter } };
  });
}

function idOf({ parameter: { name, line }, span }: Found, alike: readonly Found[]): string {
  if (alike.length === 1) return name;
  const isOnlyOnLine = alike.filter(({ parameter }) => parameter.line === line).length === 1;
  return isOnlyOnLine ? `${name}@${line}` : `${name}@${line}:${span?.start.column ?? 0}`;
}

/** Literals of layers, and of `compile` and `fit`. */
function literals(model: SourceModel): Found[] {
  const output = modelOutput(model)?.layer ?? model.layers.at(-1);
  const ofOutput = new Set(
    output?.arguments?.list
      .filter((argument) => /^(?:units|filters|activation)$/.test(nameIn(output, argument)))
      .map(({ valueSpan }) => placeOf(valueSpan)),
  );
  const last = modelOutput(model)?.activation.argument;
  if (last) ofOutput.add(placeOf(last.valueSpan));
  const places = new Set<string>();
  const found: Found[] = [];
  const add = (name: string, argument: SourceArgument, isRecurrent = false) => {
    const place = placeOf(argument.valueSpan);
    const { value } = argument;
    if (value === undefined || value === null || places.has(place) || ofOutput.has(place)) return;
    if (name === '' || NOT_TUNED.test(name)) return;
    places.add(place);
    found.push(literal(name, argument, value, isRecurrent));
  };
  for (const layer of model.layers) {
    const isRecurrent = entryOf(layer)?.kind === 'recurrent';
    for (const argument of layer.arguments?.list ?? []) {
      if (entryOf(layer)) add(nameIn(layer, argument), argument, isRecurrent);
    }
  }
  const [optimizer] = optimizersOf(model);
  const calls = [...(optimizer?.call ? [optimizer.call] : []), ...model.compiles, ...model.fits];
  for (const argument of calls.flatMap((call) => call.arguments.list)) {
    const name = camelCase(modernName('', snakeCase(argument.name ?? '')));
    if (!/^(?:learningRate|optimizer|epochs|batchSize|verbose|initialEpoch)$/.test(name)) add(name, argument);
  }
  return found;
}

function literal(name: string, { valueSpan: span }: SourceArgument, own: SweepValue, isRecurrent: boolean): Found {
  const proposal = proposalFor(name, typeof own === 'string' ? camelCase(own) : own, { isRecurrent });
  const isNumber = typeof own === 'number';
  const plain = { scale: isNumber ? 'linear' : 'choice', whole: isWhole(name), values: [], isRange: false } as const;
  const line = span.start.line;
  return {
    parameter: { name, kind: 'literal', line, own, ...(proposal ?? plain) },
    span,
    stack: null,
    isProposed: proposal !== null,
  };
}

/** An argument's name as tfjs has it; the share that a layer drops is `dropout` for all of them. */
function nameIn(layer: SourceLayer, argument: SourceArgument): string {
  const list = layer.arguments?.list ?? [];
  const positional = list.filter(({ name }) => name === null);
  const given = argument.name === null ? argumentOrder(layer.className)[positional.indexOf(argument)] : argument.name;
  const name = camelCase(modernName(layer.className, snakeCase(given ?? '')));
  return name === 'rate' && entryOf(layer)?.needs === 'rate' ? 'dropout' : name;
}

function depths(model: SourceModel): Found[] {
  const stacks = stacksOf(model);
  const inside = stacks.filter(({ layers: [first] }) => first && !tellsInputs(first));
  return (inside.length > 0 ? inside : stacks).flatMap((stack): Found[] => {
    const own = stack.layers.length;
    const proposal = proposalFor('depth', own);
    const line = stack.layers[0]?.line ?? null;
    return proposal
      ? [{ parameter: { name: 'depth', kind: 'depth', line, own, ...proposal }, span: null, stack, isProposed: true }]
      : [];
  });
}

function ofTraining(model: SourceModel): Found[] {
  const found: Found[] = [];
  const add = (
    name: 'optimizer' | 'learningRate' | 'batchSize' | 'epochs' | 'data',
    own: SweepValue | null,
    line: number | null,
    isProposed = true,
  ) => {
    const proposal = proposalFor(name, own);
    const parameter = proposal && { name, kind: name, line, own, ...proposal };
    if (parameter) found.push({ parameter, span: null, stack: null, isProposed });
  };
  const [optimizer] = optimizersOf(model);
  const line = optimizer?.argument.valueSpan.start.line ?? null;
  if (optimizer && changeOptimizer(model, 'sgd').length > 0) add('optimizer', optimizer.name, line);
  if (optimizer && setLearningRate(model, '0').length > 0) add('learningRate', rateOf(optimizer), line);
  if (setInFit(model, 'batchSize', '1', '').length > 0) {
    const given = model.fits[0] && fitArgument(model, model.fits[0], 'batchSize');
    const size = given ? (given.value ?? null) : BATCH;
    if (size === null || typeof size === 'number') add('batchSize', size, given?.valueSpan.start.line ?? null);
  }
  const epochs = model.fits.map((fit) => fitArgument(model, fit, 'epochs')).find((argument) => argument);
  add('epochs', typeof epochs?.value === 'number' ? epochs.value : null, epochs?.valueSpan.start.line ?? null);
  add('data', 1, null, drawsItself(model) === null);
  return found;
}

const placeOf = ({ start: { line, column } }: SourceSpan): string => `${line}:${column}`;
