import type { ModelSize } from '../protocol/fit.js';
import type { StepSize } from '../protocol/runFile.js';
import { findLayer } from './catalogue.js';
import type { LayerKind } from './layerEntry.js';

/** What tfjs and Keras take where a fit names no batch size. */
const USUAL_BATCH = 32;

/** A length that is only known while training. */
const USUAL_LENGTH = 32;

/** A multiplication and an addition a weight, forwards and twice backwards (for the weights and for what comes before). */
const OPERATIONS_A_WEIGHT = 2 * 3;

/** What moves a window over its input: oneDNN computes it several times as fast. */
const CONVOLVES: ReadonlySet<LayerKind> = new Set(['convolution', 'pooling']);

/** The size of the largest step of several models; null for none. */
export function largestStep(sizes: readonly ModelSize[]): StepSize | null {
  if (sizes.length === 0) return null;
  return {
    operations: Math.max(...sizes.map(stepOperations)),
    kind: kindOf(sizes.flatMap(({ layers }) => layers.map(({ className }) => className))),
  };
}

function kindOf(classNames: readonly string[]): StepSize['kind'] {
  const entries = classNames.map(findLayer).filter((layer) => layer !== undefined);
  if (entries.some(({ kind, space }) => CONVOLVES.has(kind) || (kind === 'recurrent' && space))) return 'convolutional';
  return entries.some(({ kind }) => kind === 'recurrent') ? 'recurrent' : 'dense';
}

/** About how many floating point operations one training step of a model takes: enough to choose threads by. */
export function stepOperations({ layers, batchSize }: ModelSize): number {
  const weights = layers.reduce((sum, { className, outputShape, params }, index) => {
    const before = layers[index - 1]?.outputShape ?? [];
    return sum + params * timesUsed(className, outputShape, before);
  }, 0);
  return weights * (batchSize ?? USUAL_BATCH) * OPERATIONS_A_WEIGHT;
}

type Shape = ModelSize['layers'][number]['outputShape'];

/** How often a layer's weights are used for one sample. */
function timesUsed(className: string, output: Shape, input: Shape): number {
  const layer = findLayer(className);
  if (layer?.kind === 'embedding') return 0;
  const places = positions(layer?.transposed && input.length > 0 ? input : output, layer?.space);
  if (layer?.kind !== 'recurrent') return places;
  const steps = input[1] ?? (output.length === layer.rank ? output[1] : null) ?? USUAL_LENGTH;
  return steps * (layer.space ? places : 1);
}

/** Of a batch of images or sequences: the sizes of space, else all but the batch's and the channels'. */
function positions(shape: Shape, space = shape.length - 2): number {
  return shape
    .slice(Math.max(1, shape.length - 1 - space), -1)
    .reduce<number>((all, size) => all * (size ?? USUAL_LENGTH), 1);
}
