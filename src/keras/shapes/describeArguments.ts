import { findLayer } from '../../layers/catalogue.js';
import type { ArgumentContext } from '../../layers/layerEntry.js';
import type { ShapedLayer } from '../../layers/shapes/shapedLayer.js';
import type { BoundArguments } from '../arguments/boundArguments.js';

/** What the arguments of a layer's call say about shapes, those of a wrapper's inner layer aside. */
export function describeArguments(args: BoundArguments, context: ArgumentContext): ShapedLayer {
  const layer = findLayer(args.call.name);
  return { className: layer?.className ?? args.call.name, ...defined(layer?.describe?.(args, context) ?? {}) };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without what is undefined. */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
