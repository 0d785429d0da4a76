import { activations } from './families/activation.js';
import { convolutions } from './families/convolution.js';
import { core } from './families/core.js';
import { mergings } from './families/merging.js';
import { models } from './families/models.js';
import { normalizations } from './families/normalization.js';
import { pooled } from './families/pooling.js';
import { preprocessings } from './families/preprocessing.js';
import { recurrentLayers } from './families/recurrent.js';
import { regularizations } from './families/regularization.js';
import { reshapings } from './families/reshaping.js';
import { wrappers } from './families/wrappers.js';
import type { Family, LayerEntry, MadeIn } from './layerEntry.js';

const entries = {
  ...core,
  ...activations,
  ...convolutions,
  ...pooled,
  ...recurrentLayers,
  ...wrappers,
  ...normalizations,
  ...regularizations,
  ...reshapings,
  ...preprocessings,
  ...mergings,
  ...models,
} satisfies Family;

/** Classes that GradLens makes in tfjs: each has a maker. */
export type MadeLayer = MadeIn<typeof entries>;

/** A layer of Keras or tfjs, with the name that its class has in Keras 2 and 3. */
export interface KnownLayer extends LayerEntry {
  readonly className: string;
}

/** All layers that are known, one a class. */
const layers: readonly KnownLayer[] = Object.entries<LayerEntry>(entries).map(([className, entry]) => ({
  className,
  ...entry,
}));

const byName = new Map<string, KnownLayer>(
  layers.flatMap((layer) => [
    [layer.className, layer] as const,
    ...(layer.aliases ?? []).map((alias) => [alias, layer] as const),
    ...Object.entries(layer.variants ?? {}).map(([name, signature]) => [name, { ...layer, ...signature }] as const),
  ]),
);

const byFactory = new Map(layers.flatMap(({ className, tfjs }) => (tfjs ?? []).map((name) => [name, className])));

/** Names that a call can make a layer by, those of Keras 1 too. */
export const layerNames: readonly string[] = [...byName.keys()];

/** What is known of a layer by the name of its class, or by another name that Keras has for it; with the signature of that name. */
export function findLayer(name: string): KnownLayer | undefined {
  return byName.get(name);
}

/** The class that `tf.layers.<factory>()` makes an instance of; for one that is not known its name as tfjs would form it. */
export function tfjsLayerClass(factory: string): string {
  return byFactory.get(factory) ?? factory.charAt(0).toUpperCase() + factory.slice(1);
}

/** Classes of Keras that layers are made from, and that `isinstance` may ask for. */
export function isBaseLayer(name: string): boolean {
  return /^(?:RNN|ConvRNN|Wrapper|Conv|BaseConv|SeparableConv|DepthwiseConv|Pooling[123]D)$/.test(name);
}

/** Whether a layer goes over the steps of a sequence one after the other. */
export function isRecurrent(className: string): boolean {
  return findLayer(className)?.kind === 'recurrent';
}
