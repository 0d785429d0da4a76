import { findLayer } from '../../../../layers/catalogue.js';
import { sampleKind, usualSample } from '../../../../layers/samples.js';
import { numeric } from '../values/numeric.js';
import { isKind, type Value } from '../values/values.js';
import { hasUnits, type LayerFacts, takesAnyShape } from './layerFacts.js';

/** Sizes of images that are proposed: the smallest that the layers leave something of. */
const imageSizes = [28, 32, 64, 96, 128, 224, 299, 512];
const lengths = [64, 128, 256, 512, 1024, 4096];

/** Heights of small images, the usual first. */
const heights = [7, 4, 8, 6, 5, 16, 14, 3, 2, 1];
/** Steps of a sequence of which each is a sample of its own. */
const FEW_STEPS = 5;

/** Shape of one sample that would fit the layers, from the first that needs a certain one. */
export function sampleShape(layers: readonly LayerFacts[]): number[] {
  const first = layers.find((layer) => tellsShape(layer));
  if (!first) return [10];
  if (first.wrapped && findLayer(first.name)?.kind === 'wrapper')
    return [FEW_STEPS, ...sampleShape([first.wrapped, ...layers.slice(layers.indexOf(first) + 1)])];
  if (first.nested) return sampleShape(first.nested);
  return shapeFor(first.wrapped ?? first, layers);
}

/** An input layer, and what takes any shape, tell nothing of it. */
function tellsShape(layer: LayerFacts): boolean {
  const kind = findLayer(layer.name)?.kind;
  return kind !== 'input' && kind !== 'function' && !takesAnyShape(layer);
}

function shapeFor(layer: LayerFacts, layers: readonly LayerFacts[]): number[] {
  const { name } = layer;
  if (layer.isApplication) return [224, 224, 3];
  if (name === 'Reshape') return reshaped(layer, layers);
  switch (sampleKind(name)) {
    case 'image':
      return [...usualSample(name, imageSizes.find((candidate) => candidate >= neededSize(layers)) ?? 512)];
    case 'signal': {
      const [length = 64, channels = 1] = usualSample(name);
      const needed = Math.max(length, neededSize(layers));
      return [lengths.find((candidate) => candidate >= needed) ?? 4096, channels];
    }
    default:
      return [...usualSample(name)];
  }
}

function reshaped(layer: LayerFacts, layers: readonly LayerFacts[]): number[] {
  const target = layer.argument('target_shape');
  const items = isKind(target, 'list') ? target.items : [784];
  if (items.length > 2 && items.some((size) => numeric(size) === null)) {
    // Sizes that are not known are those of the input itself: what the next layers need, mostly with an axis of 1 added.
    const needed = sampleShape(layers.slice(layers.indexOf(layer) + 1));
    if (needed.length === items.length) return needed.at(-1) === 1 ? needed.slice(0, -1) : needed;
  }
  const sizes = items.map((size) => numeric(size) ?? 1);
  return [sizes.reduce((a, b) => a * Math.abs(b), 1)];
}

/** Height that convolutions and poolings need so that the last of them gives one pixel. */
function neededSize(layers: readonly LayerFacts[]): number {
  let size = 1;
  for (const layer of layers.toReversed()) {
    const known = findLayer(layer.name);
    if (!known?.window || known.transposed || known.kind === 'wrapper') continue;
    if (known.kind === 'pooling') {
      const pool = first(layer.argument('pool_size')) ?? 2;
      size = size * (first(layer.argument('strides')) ?? pool) + Math.max(0, pool - 2);
    } else {
      const strides = first(layer.argument('strides')) ?? 1;
      const kernel = first(layer.argument('kernel_size')) ?? first(layer.argument('nb_row')) ?? 3;
      const isSame = layer.argument('padding') === 'same';
      size = isSame ? size * strides : (size - 1) * strides + kernel;
    }
  }
  return size;
}

function first(value: Value | undefined): number | null {
  return numeric(isKind(value, 'list') ? value.items[0] : value);
}

/** A shape that a Reshape can give what comes before it, and that what comes after it takes. */
export function targetShape(facts: readonly LayerFacts[], i: number): number[] {
  const wanted = sampleShape(facts.slice(i + 1));
  const before = facts.slice(0, i).findLast(hasUnits);
  const units = numeric(before?.argument('units'));
  if (units === null || wanted.length < 2) return units === null ? wanted : [units];
  if (wanted.length === 2) return [units, 1];
  const height = heights.find((size) => units % (size * size) === 0) ?? 1;
  return [height, height, units / (height * height)];
}
