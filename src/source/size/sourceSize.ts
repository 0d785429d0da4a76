import { isEmpty } from '../../layers/shapes/explainShape.js';
import { outputShape, weightCount } from '../../layers/shapes/layerSizes.js';
import { sourceInputShape, sourceShapedLayer } from '../../layers/sourceShape.js';
import type { ModelSize } from '../../protocol/fit.js';
import type { SourceModel } from '../../protocol/source.js';

/** How often a layer that is made in a loop is taken to be there. */
const REPEATS = 8;

/** Of those models whose source says it; a batch size that was chosen elsewhere takes the place of the source's. */
export function modelSizes(models: readonly SourceModel[], batchSize: number | null = null): ModelSize[] {
  return models
    .map(sourceSize)
    .filter((size) => size !== null)
    .map((size) => ({ ...size, batchSize: batchSize ?? size.batchSize }));
}

/**
 * How large a model is as far as its source says it in numbers: an estimate, to choose by before anything runs. Null where a size that
 * matters is not there.
 */
function sourceSize({ layers, fits, framework }: SourceModel): ModelSize | null {
  const [first] = layers;
  let shape = first && sourceInputShape(first);
  if (!shape) return null;
  const sizes: ModelSize['layers'][number][] = [{ className: 'InputLayer', outputShape: shape, params: 0 }];
  for (const layer of layers) {
    const shaped = sourceShapedLayer(layer, framework);
    if (!shaped) return null;
    for (let count = 0; count < (layer.repeated ? REPEATS : 1); count += 1) {
      const params = weightCount(shaped, shape);
      const next = outputShape(shaped, shape);
      if (params === null || !next || isEmpty(next)) return null;
      shape = next;
      sizes.push({ className: shaped.className, outputShape: next, params });
    }
  }
  return { layers: sizes, batchSize: batchSizeIn(fits, framework) };
}

/** Where Keras's fit takes it without its name; in tfjs it is an option. */
const BATCH_SIZE_PLACE = 2;

/** Of the first fit that says one. */
function batchSizeIn(fits: SourceModel['fits'], framework: SourceModel['framework']): number | null {
  const given = fits.flatMap(({ arguments: { list } }) => {
    const placed = framework === 'keras' ? list[BATCH_SIZE_PLACE] : undefined;
    return [
      ...list.filter(({ name }) => /^batch_?size$/i.test(name ?? '')),
      ...(placed?.name === null ? [placed] : []),
    ];
  });
  const sizes = given.map(({ value }) => value).filter((value) => typeof value === 'number');
  return sizes[0] ?? null;
}
