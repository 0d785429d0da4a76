import type { LayerSummary } from '../../protocol/fit.js';
import { beginning } from '../../protocol/sentenceText.js';

interface OfLayers {
  readonly summary: { readonly layers: readonly Pick<LayerSummary, 'className' | 'activation'>[] };
}

/** A layer within a sentence, by its position in the model as people count: `layer 3 (Dense, sigmoid)`. */
export function layerText({ summary }: OfLayers, layer: number): string {
  const { className = '', activation = null } = summary.layers[layer] ?? {};
  const what = activation && activation !== 'linear' ? `${className}, ${activation}` : className;
  return `layer ${layer + 1} (${what})`;
}

/** The same as a sentence begins with it. */
export function layerSubject(fit: OfLayers, layer: number): string {
  return beginning(layerText(fit, layer));
}
