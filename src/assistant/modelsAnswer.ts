import type { SourceModel } from '../protocol/source.js';
import { answerText, type PlaceText } from './answerText.js';

/** The models of a file or folder, a line each. */
export function modelsAnswer(models: readonly SourceModel[], place: PlaceText): string {
  if (models.length === 0) return 'No Sequential models of Keras or TensorFlow.js found there.';
  const lines = models.map((model) => {
    const layers = model.layers.map(({ className, line, repeated }) => {
      return `${className}${repeated ? ' (repeated)' : ''} (line ${line})`;
    });
    return `${place(model)} ${model.name} [${model.framework}]: ${layers.join(', ') || 'layers are not listed in the source'}`;
  });
  return answerText([`Models: ${models.length}`, ...lines], 'Ask for one file or a smaller folder.');
}
