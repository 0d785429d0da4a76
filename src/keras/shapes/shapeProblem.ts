import { HumanError } from '../../errors/humanError.js';
import type { ArgumentContext } from '../../layers/layerEntry.js';
import { explainLink, isEmpty, type Link } from '../../layers/shapes/explainShape.js';
import { outputShape } from '../../layers/shapes/layerSizes.js';
import type { Shape } from '../../layers/shapes/shapedLayer.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { KerasCall, KerasDeclaration } from '../../protocol/keras.js';
import type { KerasLayer } from '../../protocol/kerasProgram.js';
import { channelsOf } from '../channels.js';
import { KerasNotes } from '../kerasNotes.js';
import { type DescribedLayer, describeLayer } from './describeLayer.js';

/** A layer that does not take what comes before it. */
export interface ShapeProblem {
  readonly message: string;
  readonly location: SourceLocation;
}

/** The layers of a model, and what decides how they are read. */
export type LayerChain = Pick<KerasDeclaration, 'version'> & { readonly layers: readonly KerasLayer[] };

/**
 * Follows the shapes through a model that nothing has been made of yet.
 * @returns null where all fits, or the first thing that would not is not known for sure
 */
export function shapeProblem({ layers, version }: LayerChain): ShapeProblem | null {
  const calls = layers.filter((layer) => layer.kind === 'call');
  const context = { version, channels: channelsOf({ layers: calls, version }, new KerasNotes()) };
  const found = follow(layers, context, null);
  return 'message' in found ? found : null;
}

/** @returns what the layers put out, null where it is not known; or what does not fit */
function follow(layers: readonly KerasLayer[], context: ArgumentContext, start: Shape | null): Followed {
  let shape = start;
  let previous: Link['previous'] = null;
  for (const call of layers) {
    const layer = call.kind === 'call' ? described(call, context) : null;
    shape ??= withOpenBatch(layer?.batchInputShape);
    if (call.kind !== 'call' || !layer || !shape || isEmpty(shape)) return { shape: null };
    const next =
      layer.className === 'Sequential' ? follow(innerCalls(call), context, shape) : put(layer, shape, call, previous);
    if ('message' in next || !next.shape) return next;
    shape = next.shape;
    previous = layer.className === 'InputLayer' ? previous : { layer, line: call.span.start.line };
  }
  return { shape };
}

type Followed = ShapeProblem | { readonly shape: Shape | null };

function put(layer: DescribedLayer, input: Shape, { span }: KerasCall, previous: Link['previous']): Followed {
  const message = explainLink({ layer, input, previous, isPython: true });
  return message === null
    ? { shape: outputShape(layer, input) }
    : { message, location: { file: span.file, ...span.start } };
}

/** Null where its arguments are not what the class takes: making it tells more of that. */
function described(call: KerasCall, context: ArgumentContext): DescribedLayer | null {
  try {
    return describeLayer(call, context);
  } catch (error) {
    if (error instanceof HumanError) return null;
    throw error;
  }
}

function innerCalls({ positional, named }: KerasCall): KerasCall[] {
  const list = positional[0] ?? named.layers ?? [];
  return Array.isArray(list) ? (list as KerasCall[]) : [];
}

/** A size of 0 stands for one that could not be read. */
function withOpenBatch(shape: Shape | undefined): Shape | null {
  return shape && !isEmpty(shape) ? [null, ...shape.slice(1)] : null;
}
