import type { SourceLayer, SourceModel } from '../protocol/source.js';
import { saidInputShape } from './arguments.js';
import { findLayer, tfjsLayerClass } from './catalogue.js';
import type { Shape, ShapedLayer } from './shapes/shapedLayer.js';
import { SourceArguments } from './sourceArguments.js';

/** What a layer's call in the source says about shapes; null where it is not known, or leaves something of that open. */
export function sourceShapedLayer(
  layer: Pick<SourceLayer, 'className' | 'arguments'>,
  framework: SourceModel['framework'],
): ShapedLayer | null {
  const entry = findLayer(layer.className);
  if (!entry || !layer.arguments?.complete) return null;
  const args = new SourceArguments(layer);
  const said = Object.entries(
    entry.describe?.(args, { version: framework === 'keras' ? 2 : 1, channels: 'channelsLast' }) ?? {},
  ).filter(([, value]) => value !== undefined);
  const inner = entry.wraps ? innerLayer(args, framework) : undefined;
  if (args.isOpen || inner === null) return null;
  return { className: entry.className, ...Object.fromEntries(said), ...(inner ? { layer: inner } : {}) };
}

/** What a wrapper is given; null where the source does not show its call. */
function innerLayer(args: SourceArguments, framework: SourceModel['framework']): ShapedLayer | null {
  const call = args.call('layer');
  const name = call?.callee.split('.').at(-1);
  if (!call || name === undefined) return null;
  const className = framework === 'tfjs' ? tfjsLayerClass(name) : name;
  return sourceShapedLayer({ className, arguments: call.arguments }, framework);
}

/** The input's shape that a first layer says, the batch first; undefined where it says none. */
export const sourceInputShape = (layer: SourceLayer): Shape | undefined =>
  saidInputShape(new SourceArguments(layer), findLayer(layer.className));
