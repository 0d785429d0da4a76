import type { ModelSize } from '../../protocol/fit.js';
import type { StepSize } from '../../protocol/runFile.js';

/** What tfjs and Keras take where a fit names no batch size. */
const USUAL_BATCH = 32;

/** A length that is only known while training. */
const USUAL_LENGTH = 32;

/** A multiplication and an addition a weight, forwards and twice backwards (for the weights and for what comes before). */
const OPERATIONS_A_WEIGHT = 2 * 3;

const RECURRENT = /^(SimpleRNN|GRU|LSTM|RNN|Bidirectional)$/;

const CONVOLVES = /Conv|Pooling/;

/** The size of the largest step of several models; null for none. */
export function largestStep(sizes: readonly ModelSize[]): StepSize | null {
  if (sizes.length === 0) return null;
  return {
    operations: Math.max(...sizes.map(stepOperations)),
    kind: kindOf(sizes.flatMap(({ layers }) => layers.map(({ className }) => className))),
  };
}

function kindOf(classNames: readonly string[]): StepSize['kind'] {
  const has = (pattern: RegExp) => classNames.some((name) => pattern.test(name));
  if (has(CONVOLVES)) return 'convolutional';
  return has(RECURRENT) ? 'recurrent' : 'dense';
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
  if (className === 'Embedding') return 0;
  if (RECURRENT.test(className)) return input[1] ?? (output.length === 3 ? output[1] : null) ?? USUAL_LENGTH;
  return positions(className.endsWith('Transpose') && input.length > 0 ? input : output);
}

/** Of a batch of pictures or sequences: all sizes but the batch's and the channels'. */
const positions = (shape: Shape): number =>
  shape.slice(1, -1).reduce<number>((all, size) => all * (size ?? USUAL_LENGTH), 1);
