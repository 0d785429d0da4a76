import { findLayer } from '../../layers/catalogue.js';
import { type Activation, codeOf } from '../../tfjs/layerCode.js';
import type { Layer, Sequential, Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** A layer as one step of a pass through its model. */
export interface LayerStep {
  /** Into the model's layers. */
  readonly index: number;
  readonly layer: Layer;
  /** What goes into it. */
  readonly input: Tensor;
  readonly output: Tensor;
}

/** How far the layer's parts put together may be from the layer itself, as a share of its largest output. */
const SAME = 1e-4;

/** A pass through all layers, as training makes it; the caller disposes of the tensors. */
export function layerSteps({ layers }: Pick<Sequential, 'layers'>, inputs: Tensor): LayerStep[] {
  const steps: LayerStep[] = [];
  for (const [index, layer] of layers.entries()) {
    const input = steps.at(-1)?.output ?? inputs;
    if (kindOf(layer) !== 'input') steps.push({ index, layer, input, output: applied(layer, input) });
  }
  return steps;
}

/** Those at the end of the model that a signal passes on its way back: numbers of words have no gradient. */
export function differentiable(steps: readonly LayerStep[]): LayerStep[] {
  return steps.slice(steps.findLastIndex(({ layer }) => kindOf(layer) === 'embedding') + 1);
}

/** What a layer puts out while it trains; nothing is left out at random, so that one pass is like another. */
export function applied(layer: Layer, input: Tensor): Tensor {
  return layer.apply(input, { training: kindOf(layer) !== 'regularization' }) as Tensor;
}

/** The gradient of what a function has computed, with respect to its input. @param signal with respect to its output */
export const passedBack = (tf: Tfjs, compute: (input: Tensor) => Tensor, input: Tensor, signal: Tensor): Tensor =>
  // A linear activation gives its input itself: the copy is an operation that has a gradient.
  tf.grad((each: Tensor) => compute(each).clone())(input, signal);

/** The two parts of a layer with an activation: what multiplies by weights, and the activation that bends. */
export interface LayerParts {
  readonly linear: Layer;
  readonly activation: Activation;
}

/** Null for a layer without an activation, and for one whose parts do not come to the layer again, such as a recurrent one. */
export function partsOf(tf: Tfjs, { layer, input, output }: LayerStep): LayerParts | null {
  const { activation } = codeOf(layer);
  const kind = kindOf(layer);
  if (!activation || (kind !== 'dense' && kind !== 'convolution')) return null;
  const linear = linearTwin(layer, input);
  if (!linear) return null;
  const [difference = Number.NaN] = tf.tidy(() => {
    const again = activation.apply(applied(linear, input));
    return tf.div(tf.max(tf.abs(tf.sub(again, output))), tf.add(tf.max(tf.abs(output)), 1e-12)).dataSync();
  });
  return difference < SAME ? { linear, activation } : null;
}

/** The layer with the same weights and no activation. */
function linearTwin(layer: Layer, input: Tensor): Layer | null {
  const Class = layer.constructor as new (config: object) => Layer;
  const plain = { activation: 'linear', kernelInitializer: 'zeros', biasInitializer: 'zeros' };
  const free = { kernelRegularizer: null, biasRegularizer: null, activityRegularizer: null };
  try {
    const twin = new Class({ ...layer.getConfig(), ...plain, ...free, name: `${layer.name}_linear` });
    twin.build(input.shape);
    twin.setWeights(layer.getWeights());
    return twin;
  } catch {
    // A class of a person's own may be made in ways of its own: then its parts are not known.
    return null;
  }
}

/** The name of a layer's activation; `linear` where it has none. */
export const activationOf = (layer: Layer): string => codeOf(layer).activation?.getClassName() ?? 'linear';

const kindOf = (layer: Layer) => findLayer(layer.getClassName())?.kind;
