import { beginning } from '../../protocol/sentenceText.js';
import type { FitFigures } from './fitFigures.js';

/** A layer within a sentence, by its position in the model as people count: `layer 3 (Dense, sigmoid)`. */
export function layerText({ summary }: Pick<FitFigures, 'summary'>, layer: number): string {
  const { className = '', activation = null } = summary.layers[layer] ?? {};
  const what = activation && activation !== 'linear' ? `${className}, ${activation}` : className;
  return `layer ${layer + 1} (${what})`;
}

/** The same as a sentence begins with it. */
export function layerSubject(fit: Pick<FitFigures, 'summary'>, layer: number): string {
  return beginning(layerText(fit, layer));
}
