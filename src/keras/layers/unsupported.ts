import { nearest } from '../../errors/nearest.js';
import { findLayer, layerNames } from '../../layers/catalogue.js';
import { isPretrained, PRETRAINED } from '../../layers/families/models.js';

/** One sentence for a class that GradLens makes no layer of tfjs of. */
export function whyUnsupported(name: string): string {
  const reason = findLayer(name)?.unsupported ?? (isPretrained(name) ? PRETRAINED : null);
  if (reason) return `${reason}.`;
  const meant = nearest(name, layerNames);
  const hint = meant ? `Did you mean ${meant}?` : 'Use a Keras layer that does the same.';
  return `tfjs and GradLens have no layer ${name}. ${hint}`;
}
