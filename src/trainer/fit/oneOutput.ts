import { layerText } from '../../diagnosis/run/layerName.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import type { ModelSummary } from './fitSummary.js';

const CATEGORICAL = /^categorical_?crossentropy$/i;

/** A crossentropy of classes over one output: it trains, and cannot learn. Null where that is not so. */
export function oneOutputWarning({ layers, loss }: Pick<ModelSummary, 'layers' | 'loss'>): TrainerProblem | null {
  const last = layers.at(-1);
  if (last?.outputShape.at(-1) !== 1 || !CATEGORICAL.test(loss)) return null;
  return {
    kind: 'model',
    severity: 'warning',
    message:
      `${loss} with one output is the same whatever ${layerText({ summary: { layers } }, layers.length - 1)} outputs, so nothing is learned. For two classes, use one unit with ` +
      'sigmoid and binaryCrossentropy; for more, one unit per class with softmax.',
    location: last.location,
    stack: null,
  };
}
