import { SAMPLE_AXES, sampleKind, usualSample } from '../../layers/samples.js';
import type { Link } from '../../layers/shapes/explainShape.js';
import { shown } from '../../layers/shapes/shapeWords.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { Layer } from '../../tfjs/tfjs.js';
import { misspeltKey } from '../endings/callText.js';

/** Why tfjs does not take a first layer that says nothing of its input; null where that is not the reason. */
export function explainFirst(layer: Layer, error: unknown, place: SourceLocation | null): string | null {
  if (!(error instanceof Error && /must get an `?inputShape`?/.test(error.message))) return null;
  const className = layer.getClassName();
  const inputDim = className === 'Dense' ? '' : ' (inputDim works only for dense layers)';
  const meant = misspeltKey(place, 'inputShape');
  if (meant) return `${className} is the first layer and needs an input shape. ${meant}`;
  return `${className} is the first layer and needs an input shape${inputDim}. Give it an inputShape, such as ${exampleShape(className)}.`;
}

/** The shape of a sample that the layer takes, mostly, and what its sizes are. */
function exampleShape(className: string): string {
  const shape = usualSample(className);
  const kind = sampleKind(className);
  if (kind === 'features') return `[${shape}] for samples with ${shape} numbers`;
  return `[${shape.join(', ')}] ([${SAMPLE_AXES[kind].join(', ')}])`;
}

/** Why a model without a layer cannot be used. @param place of the call that makes it */
export function explainEmpty(place: SourceLocation | null): string {
  const meant =
    misspeltKey(place, 'layers') ?? 'Pass layers to tf.sequential as layers: [...], or add them with model.add.';
  return `This model has no layers. ${meant}`;
}

/** tfjs's own Flatten, unlike Keras's, refuses what is flat already, and sizes that are left open. */
export function explainFlat({ layer, input, previous }: Link): string | null {
  if (layer.className !== 'Flatten') return null;
  if (input.length === 2) return `Flatten already gets one row per sample, ${shown(input)}. Remove it.`;
  if (!input.slice(1).includes(null)) return null;
  const other = previous ? ', or use global pooling instead of Flatten' : '';
  return `Flatten must know all sizes of its input, ${shown(input)}. Use a number instead of null in the first layer's inputShape${other}.`;
}
