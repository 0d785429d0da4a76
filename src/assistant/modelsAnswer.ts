import type { SourceModel } from '../protocol/source.js';
import { answerText, NO_MODELS, type PlaceText } from './answerText.js';

/** The models of a file or folder, a line each. @param notes on what was not looked at */
export function modelsAnswer(models: readonly SourceModel[], notes: readonly string[], place: PlaceText): string {
  const hint = 'Ask for one file or a smaller folder.';
  if (models.length === 0) return answerText([NO_MODELS, ...notes], hint);
  const lines = models.map((model) => {
    const layers = model.layers.map(({ className, line, repeated }) => {
      return `${className}${repeated ? ' (repeated)' : ''} (line ${line})`;
    });
    return `${place(model)} ${model.name} [${model.framework}]: ${layers.join(', ') || 'layers are not listed in the source'}`;
  });
  return answerText([`Models: ${models.length}`, ...notes, ...lines], hint);
}
