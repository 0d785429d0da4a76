import { isKind, lastName, type Value } from '../values/values.js';

/** The name of a layer or nested model, as far as the source gives it one. */
export function layerNamed(layer: Value): string | null {
  if (isKind(layer, 'model')) {
    const own = layer.attributes.get('name');
    return typeof own === 'string' ? own : null;
  }
  if (!isKind(layer, 'object')) return null;
  const given = layer.call.args.named.get('name');
  if (typeof given === 'string') return given;
  const automatic = layer.attributes.get('name');
  return typeof automatic === 'string' ? automatic : null;
}

/** Names that Keras gives: `dense`, `dense_1`, `conv2d`, counted in the order in which layers are made. */
export class LayerNames {
  private readonly counts = new Map<string, number>();

  clear(): void {
    this.counts.clear();
  }

  next(path: string): string {
    const base = lastName(path)
      .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase();
    const count = this.counts.get(base) ?? 0;
    this.counts.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  }
}
