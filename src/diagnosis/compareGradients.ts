import { formatNumber, formatTimes } from '../protocol/numberText.js';

/** Sizes of gradients that differ by less than this are about the same. */
const SAME_SIZE = 2;

/** A layer that had a gradient on the last batch, as the weight that stands for it has it. */
export interface LayerGradient {
  /** Within a sentence: `layer 3 (Dense, sigmoid)`. */
  readonly name: string;
  /** L2 norm on the last batch. */
  readonly norm: number;
  /** Whether next to nothing is left of the loss, and no layer is why there is little gradient. */
  readonly solved: boolean;
  /** How many times smaller than the last layer's, over the last batches; null for the last layer itself. */
  readonly belowLast: number | null;
}

/** How the gradient's size in the first layer compares with that in the last, in one sentence. */
export function compareGradients(layers: readonly LayerGradient[]): string {
  const first = layers[0];
  const last = layers.at(-1);
  if (!first || !last) return 'No layer of this model has a gradient to record.';
  const broken = layers.find(({ norm }) => !Number.isFinite(norm));
  if (broken)
    return `The gradient of ${broken.name} is ${formatNumber(broken.norm)}: training can no longer improve the model.`;
  if (first === last) return `The gradient norm of ${first.name} is ${formatNumber(first.norm)}.`;
  if (first.norm === 0) {
    return first.solved
      ? `The last batch gives ${first.name} no gradient: next to nothing is left of its loss.`
      : `No gradient reaches ${first.name}: its norm is 0.`;
  }
  const factor = first.belowLast ?? 1;
  if (factor >= SAME_SIZE)
    return `The gradient of ${first.name} is ${formatTimes(factor)} times smaller than that of ${last.name}.`;
  if (factor <= 1 / SAME_SIZE)
    return `The gradient of ${first.name} is ${formatTimes(1 / factor)} times larger than that of ${last.name}.`;
  return `The gradients of ${first.name} and ${last.name} are about the same size.`;
}
