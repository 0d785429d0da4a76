import type { SourceLayer } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { camelCase } from './names.js';

/** Where Python takes arguments without their names; more than these people do not give so. */
const POSITIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Dense$/, ['units', 'activation', 'useBias', 'kernelInitializer', 'biasInitializer']],
  [/^Conv\dD(?:Transpose)?$/, ['filters', 'kernelSize', 'strides', 'padding']],
  [/^(?:LSTM|GRU|SimpleRNN)$/, ['units', 'activation', 'recurrentActivation', 'useBias']],
  [/^(?:Max|Average)Pooling\dD$/, ['poolSize', 'strides', 'padding']],
  [/^Activation$/, ['activation']],
  [/^(?:Alpha|Spatial|Gaussian)?Dropout(?:\dD)?$/, ['rate']],
  [/^Embedding$/, ['inputDim', 'outputDim']],
];

/** Names that earlier versions of Keras had. */
const EARLIER_NAMES: Readonly<Record<string, string>> = {
  outputDim: 'units',
  nbFilter: 'filters',
  init: 'kernelInitializer',
  p: 'rate',
  bias: 'useBias',
  poolLength: 'poolSize',
};

/**
 * An argument of a layer by its name in camel case; null where the call certainly has none, undefined where the source leaves that open.
 */
export function layerArgument(
  { className, arguments: given }: SourceLayer,
  name: string,
): SourceArgument | null | undefined {
  if (!given) return undefined;
  const positions = POSITIONS.find(([pattern]) => pattern.test(className))?.[1] ?? [];
  const positional = given.list.filter((argument) => argument.name === null);
  const named = given.list.find((argument) => argument.name !== null && isNamed(argument.name, name, positions));
  const placed = positional[positions.indexOf(name)];
  if (named ?? placed) return named ?? placed;
  return given.complete && positional.length <= positions.length ? null : undefined;
}

function isNamed(given: string, name: string, positions: readonly string[]): boolean {
  const known = camelCase(given);
  // An Embedding has an output_dim of its own.
  return known === name || (EARLIER_NAMES[known] === name && !positions.includes(known));
}

/** A number that an argument certainly has. */
export function numberOf(layer: SourceLayer, name: string): number | null {
  const value = layerArgument(layer, name)?.value;
  return typeof value === 'number' ? value : null;
}
