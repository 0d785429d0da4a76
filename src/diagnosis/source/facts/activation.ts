import type { SourceLayer } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { layerArgument } from './layerArgument.js';
import { camelCase, lastPart } from './names.js';

/** What a layer puts its sums through. */
export interface Activation {
  /** As TensorFlow.js spells it: `relu`, `softmax`, `linear`, `hardSigmoid`. */
  readonly name: string;
  /** Null where the layer's class says it. */
  readonly argument: SourceArgument | null;
}

const TAKES_ACTIVATION = /^(?:Dense|Conv\dD(?:Transpose)?|(?:Depthwise|Separable)Conv\dD|LocallyConnected\dD)$/;
const RECURRENT = /^(?:LSTM|GRU|SimpleRNN)$/;
/** Layers that are an activation, by their class. */
const ACTIVATION_CLASSES: Readonly<Record<string, string>> = {
  ReLU: 'relu',
  LeakyReLU: 'leakyRelu',
  PReLU: 'prelu',
  ELU: 'elu',
  ThresholdedReLU: 'thresholdedRelu',
  Softmax: 'softmax',
};

/** A layer's activation; null for a layer that has none, undefined where the source leaves it open. */
export function activationOf(layer: SourceLayer): Activation | null | undefined {
  const { className } = layer;
  const ofClass = Object.hasOwn(ACTIVATION_CLASSES, className) ? ACTIVATION_CLASSES[className] : undefined;
  if (ofClass !== undefined) return layer.arguments ? { name: ofClass, argument: null } : undefined;
  const takesOne = TAKES_ACTIVATION.test(className) || RECURRENT.test(className) || className === 'Activation';
  if (!takesOne) return null;
  const argument = layerArgument(layer, 'activation');
  if (argument === undefined) return undefined;
  if (argument === null) return { name: RECURRENT.test(className) ? 'tanh' : 'linear', argument: null };
  const name = activationName(argument);
  return name === null ? undefined : { name, argument };
}

function activationName({ value, path, call }: SourceArgument): string | null {
  if (value === null) return 'linear';
  if (typeof value === 'string') return camelCase(value);
  const callee = call && lastPart(call.callee);
  if (callee) return Object.hasOwn(ACTIVATION_CLASSES, callee) ? (ACTIVATION_CLASSES[callee] ?? null) : null;
  const module = path === null ? null : /(?:^|\.)(?:nn|activations|K|backend)\.(\w+)$/.exec(path)?.[1];
  return module ? camelCase(module) : null;
}

/** Whether a layer changes nothing but its inputs' form or which of them are seen: what is before it still decides what values come out. */
export const passesOn = ({ className }: SourceLayer): boolean =>
  /^(?:Flatten|Reshape|Permute|Dropout|SpatialDropout\dD)$/.test(className);
