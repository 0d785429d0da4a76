import { findLayer, type KnownLayer } from '../../../layers/catalogue.js';
import { givenArgument } from '../../../layers/givenArgument.js';
import type { SourceLayer } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { snakeCase } from './names.js';

/** What is known of a layer's class; undefined for one that is not Keras's or tfjs's own. */
export const entryOf = (layer: SourceLayer): KnownLayer | undefined =>
  layer.arguments === null ? undefined : findLayer(layer.className);

/** An argument of a layer by its name in camel case; null where the call certainly has none, undefined where the source leaves that open. */
export const layerArgument = (layer: SourceLayer, name: string): SourceArgument | null | undefined =>
  givenArgument(layer, snakeCase(name));

/** A number that an argument certainly has. */
export function numberOf(layer: SourceLayer, name: string): number | null {
  const value = layerArgument(layer, name)?.value;
  return typeof value === 'number' ? value : null;
}

/** Whether a layer multiplies by weights that a person sizes: what an output comes from. */
export function isWeighted(layer: SourceLayer): boolean {
  const kind = entryOf(layer)?.kind;
  return kind === 'dense' || kind === 'convolution' || kind === 'recurrent';
}
