import { findLayer } from '../../layers/catalogue.js';
import { saidInputShape } from '../../layers/inputShape.js';
import { isEmpty } from '../../layers/shapes/explainShape.js';
import { outputShape, weightCount } from '../../layers/shapes/outputShape.js';
import type { ShapedLayer } from '../../layers/shapes/shapedLayer.js';
import type { ModelSize } from '../../protocol/fit.js';
import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import { numberNamed, SourceArguments } from './sourceArguments.js';

/** How often a layer that is made in a loop is taken to be there. */
const REPEATS = 8;

/** Beyond these the text is not searched: reading it must never hold up the editor. */
const MOST_LAYERS = 200;
const LONGEST_PROGRAM = 200_000;

/** Of those models whose source says it; a batch size that was chosen elsewhere takes the place of the source's. */
export function modelSizes(
  models: readonly Pick<SourceModel, 'layers' | 'framework'>[],
  program: string,
  batchSize: number | null = null,
): ModelSize[] {
  return models
    .map((model) => sourceSize(model, program))
    .filter((size) => size !== null)
    .map((size) => ({ ...size, batchSize: batchSize ?? size.batchSize }));
}

/**
 * How large a model is as far as its source says it in numbers, read from the text alone: an estimate, to choose by before
 * anything runs. Null where a size that matters is not in the text.
 */
function sourceSize(
  { layers, framework }: Pick<SourceModel, 'layers' | 'framework'>,
  program: string,
): ModelSize | null {
  if (layers.length > MOST_LAYERS || program.length > LONGEST_PROGRAM) return null;
  const [first] = layers;
  let shape = first && saidInputShape(new SourceArguments(first, program), findLayer(first.className));
  if (!shape) return null;
  const sizes: ModelSize['layers'][number][] = [{ className: 'InputLayer', outputShape: shape, params: 0 }];
  for (const layer of layers) {
    const shaped = shapedLayer(layer, program, framework);
    for (let count = 0; shaped && count < (layer.repeated ? REPEATS : 1); count += 1) {
      const params = weightCount(shaped, shape);
      const next = outputShape(shaped, shape);
      if (params === null || !next || isEmpty(next)) return null;
      shape = next;
      sizes.push({ className: shaped.className, outputShape: next, params });
    }
    if (!shaped) return null;
  }
  const batchSize = numberNamed('batchSize|batch_size', program);
  return { layers: sizes, batchSize: batchSize === null ? null : Number(batchSize) };
}

/** What a layer's call says about shapes; null where it is not known, or leaves something of that open. */
function shapedLayer(layer: SourceLayer, program: string, framework: SourceModel['framework']): ShapedLayer | null {
  const entry = findLayer(layer.className);
  if (!entry) return null;
  const args = new SourceArguments(layer, program);
  const said = Object.entries(
    entry.describe?.(args, { version: framework === 'keras' ? 2 : 1, channels: 'channelsLast' }) ?? {},
  ).filter(([, value]) => value !== undefined);
  return args.isOpen ? null : { className: entry.className, ...Object.fromEntries(said) };
}
