import type { FitFigures } from './fitFigures.js';

/** A layer in a sentence, by its position in the model as people count: `layer 3 (Dense, sigmoid)`. */
export function layerText({ summary }: Pick<FitFigures, 'summary'>, layer: number): string {
  const { className = '', activation = null } = summary.layers[layer] ?? {};
  const what = activation && activation !== 'linear' ? `${className}, ${activation}` : className;
  return `layer ${layer + 1} (${what})`;
}
