import { entryOf, isWeighted } from '../diagnosis/source/facts/layerArgument.js';
import { modelOutput } from '../diagnosis/source/facts/modelOutput.js';
import { camelCase } from '../diagnosis/source/facts/names.js';
import { fitArgument, optimizersOf, rateOf } from '../diagnosis/source/facts/training.js';
import { changeOptimizer, setLearningRate } from '../diagnosis/source/remedies/changedOptimizer.js';
import { setInFit } from '../diagnosis/source/remedies/changedTraining.js';
import type { SourceLayer, SourceModel } from '../protocol/source.js';
import type { SourceSpan } from '../protocol/sourceSpan.js';
import type { SourceArgument } from '../protocol/sourceValue.js';
import type { SweepParameter, SweepValue } from '../protocol/sweep.js';
import { drawsItself } from './dataShares.js';
import { calledArguments, layerArguments, type NamedArgument, optimizerArguments } from './namedLiterals.js';
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
  const ofOutput = new Set(
    outputLayers(model)
      .flatMap(layerArguments)
      .filter(({ name }) => /^(?:units|filters|activation)$/.test(name))
      .map(({ argument: { valueSpan } }) => placeOf(valueSpan)),
  );
  const last = modelOutput(model)?.activation.argument;
  if (last) ofOutput.add(placeOf(last.valueSpan));
  const places = new Set<string>();
  const found: Found[] = [];
  const add = ({ name, argument }: NamedArgument, isRecurrent = false) => {
    const place = placeOf(argument.valueSpan);
    const { value } = argument;
    if (value === undefined || value === null || places.has(place) || ofOutput.has(place)) return;
    if (name === '' || NOT_TUNED.test(name)) return;
    places.add(place);
    found.push(literal(name, argument, value, isRecurrent));
  };
  for (const layer of model.layers) {
    const isRecurrent = entryOf(layer)?.kind === 'recurrent';
    if (entryOf(layer)) for (const named of layerArguments(layer)) add(named, isRecurrent);
  }
  const [optimizer] = optimizersOf(model);
  const ofOptimizer = optimizer ? optimizerArguments(model, optimizer) : [];
  const ofCalls = [...model.compiles, ...model.fits].flatMap((call) => calledArguments(call.arguments.list));
  for (const named of [...ofOptimizer, ...ofCalls]) {
    if (!/^(?:learningRate|optimizer|epochs|batchSize|verbose|initialEpoch)$/.test(named.name)) add(named);
  }
  return found;
}

/** Those that may be a model's output: the last one with weights, and those before it where it may be left out. */
function outputLayers(model: SourceModel): SourceLayer[] {
  const certain = modelOutput(model)?.layer;
  if (certain) return [certain];
  const weighted = model.layers.filter((layer) => isWeighted(layer) || entryOf(layer)?.wraps);
  return weighted.slice(
    Math.max(
      0,
      weighted.findLastIndex((layer) => layer.place?.always === true),
    ),
  );
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
