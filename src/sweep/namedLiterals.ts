import { camelCase, lastPart, snakeCase } from '../diagnosis/source/facts/names.js';
import type { Optimizer } from '../diagnosis/source/facts/training.js';
import { argumentOrder, modernName } from '../layers/argumentNames.js';
import { findLayer, tfjsLayerClass } from '../layers/catalogue.js';
import type { SourceLayer, SourceModel } from '../protocol/source.js';
import type { SourceArgument } from '../protocol/sourceValue.js';

/** An argument with its name as tfjs has it, which is empty where it is not known. */
export interface NamedArgument {
  readonly name: string;
  readonly argument: SourceArgument;
}

/** What regularizers call their numbers, in the order of the arguments; older Keras has `l` for the only one. */
const PENALTIES: Readonly<Record<string, readonly string[]>> = { l1: ['l1'], l2: ['l2'], l1l2: ['l1', 'l2'] };

/** Arguments of optimizers that stand without names, as the framework orders them. */
const ORDERS: Readonly<Record<SourceModel['framework'], Readonly<Record<string, string>>>> = {
  tfjs: {
    momentum: 'learningRate momentum',
    adam: 'learningRate beta1 beta2 epsilon',
    adamax: 'learningRate beta1 beta2 epsilon',
    rmsprop: 'learningRate decay momentum epsilon',
    adadelta: 'learningRate rho epsilon',
  },
  keras: {
    sgd: 'learningRate momentum',
    adam: 'learningRate beta1 beta2 epsilon',
    rmsprop: 'learningRate rho',
  },
};

/** A layer of the model, or one that another one wraps. */
type GivenLayer = Pick<SourceLayer, 'className' | 'arguments'>;

/** What a layer is given, what its regularizers are, and the layer that it wraps. */
export function layerArguments(layer: GivenLayer): NamedArgument[] {
  return (layer.arguments?.list ?? []).flatMap((argument) => [
    { name: nameIn(layer, argument), argument },
    ...penalties(argument),
    ...(findLayer(layer.className)?.wraps ? wrapped(argument) : []),
  ]);
}

function wrapped({ call }: SourceArgument): NamedArgument[] {
  if (!call) return [];
  const name = lastPart(call.callee);
  const className = findLayer(name) ? name : tfjsLayerClass(name);
  return findLayer(className) ? layerArguments({ className, arguments: call.arguments }) : [];
}

/** What an optimizer is given. */
export function optimizerArguments(
  { framework }: Pick<SourceModel, 'framework'>,
  { name, call }: Optimizer,
): NamedArgument[] {
  const order = ORDERS[framework][name]?.split(' ') ?? [];
  return inOrder(call?.arguments.list ?? [], order);
}

/** What a call is given by name. */
export const calledArguments = (list: readonly SourceArgument[]): NamedArgument[] => inOrder(list, []);

/** An argument's name as tfjs has it; the share that a layer drops is `dropout` for all of them. */
function nameIn(layer: GivenLayer, argument: SourceArgument): string {
  const list = layer.arguments?.list ?? [];
  const positional = list.filter(({ name }) => name === null);
  const given = argument.name === null ? argumentOrder(layer.className)[positional.indexOf(argument)] : argument.name;
  const name = camelCase(modernName(layer.className, snakeCase(given ?? '')));
  return name === 'rate' && findLayer(layer.className)?.needs === 'rate' ? 'dropout' : name;
}

function penalties({ call }: SourceArgument): NamedArgument[] {
  const order =
    PENALTIES[
      lastPart(call?.callee ?? '')
        .toLowerCase()
        .replaceAll('_', '')
    ];
  if (!call || !order) return [];
  const named = inOrder(call.arguments.list, order);
  return named.map((each) => (each.name === 'l' && order.length === 1 ? { ...each, name: order[0] ?? '' } : each));
}

function inOrder(list: readonly SourceArgument[], order: readonly string[]): NamedArgument[] {
  const positional = list.filter(({ name }) => name === null);
  return list.map((argument) => {
    const given = argument.name ?? order[positional.indexOf(argument)] ?? '';
    return { name: camelCase(modernName('', snakeCase(given))), argument };
  });
}
