import { findLayer } from '../../layers/catalogue.js';
import { SourceArguments } from '../../layers/sourceArguments.js';
import { sourceInputShape } from '../../layers/sourceShape.js';
import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import { modelSizes } from './sourceSize.js';

/** What a model takes and gives, without the batch, as far as its source says it in numbers. */
interface SourceShapes {
  readonly input: readonly (number | null)[];
  /** Null where a size that it depends on is open. */
  readonly output: readonly (number | null)[] | null;
  readonly vocabulary: number | null;
  /** As tfjs names it; of a model that is not compiled, what GradLens compiles it with. */
  readonly loss: string | null;
  readonly lastActivation: string | null;
}

/** Null where the source does not say what it takes. */
export function sourceShapes(model: SourceModel): SourceShapes | null {
  const [first] = model.layers;
  const input = first && sourceInputShape(first);
  const output = modelSizes([model])[0]?.layers.at(-1)?.outputShape;
  if (!input) return null;
  const lastActivation = activationOf(model.layers);
  const given = model.compiles.flatMap(({ arguments: { list } }) => list.filter(({ name }) => name === 'loss'))[0];
  const loss = typeof given?.value === 'string' ? inTfjs(given.value) : null;
  const usual = model.compiles.length === 0 && lastActivation === 'softmax' ? 'categoricalCrossentropy' : null;
  return {
    input: input.slice(1),
    output: output?.slice(1) ?? null,
    vocabulary: findLayer(first.className)?.kind === 'embedding' ? (numberOf(first, 'input_dim') ?? null) : null,
    loss: loss ?? usual,
    lastActivation,
  };
}

/** Of the last layer that computes something. */
function activationOf(layers: readonly SourceLayer[]): string | null {
  const last = layers.findLast(({ className }) => findLayer(className)?.computes !== 'nothing');
  if (!last) return null;
  return last.className === 'Softmax' ? 'softmax' : (new SourceArguments(last).text('activation') ?? null);
}

const numberOf = (layer: SourceLayer, name: string) => new SourceArguments(layer).number(name);

/** `mean_squared_error` as tfjs spells it. */
const inTfjs = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
