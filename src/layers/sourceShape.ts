import type { SourceLayer, SourceModel } from '../protocol/source.js';
import { findLayer } from './catalogue.js';
import { saidInputShape } from './arguments.js';
import type { Shape, ShapedLayer } from './shapes/shapedLayer.js';
import { SourceArguments } from './sourceArguments.js';

/** What a layer's call in the source says about shapes; null where it is not known, or leaves something of that open. */
export function sourceShapedLayer(layer: SourceLayer, framework: SourceModel['framework']): ShapedLayer | null {
  const entry = findLayer(layer.className);
  if (!entry || !layer.arguments?.complete) return null;
  const args = new SourceArguments(layer);
  const said = Object.entries(
    entry.describe?.(args, { version: framework === 'keras' ? 2 : 1, channels: 'channelsLast' }) ?? {},
  ).filter(([, value]) => value !== undefined);
  return args.isOpen ? null : { className: entry.className, ...Object.fromEntries(said) };
}

/** The input's shape that a first layer says, the batch first; undefined where it says none. */
export const sourceInputShape = (layer: SourceLayer): Shape | undefined =>
  saidInputShape(new SourceArguments(layer), findLayer(layer.className));
