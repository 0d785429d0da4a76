import { findLayer } from '../../layers/catalogue.js';
import { SourceArguments } from '../../layers/sourceArguments.js';
import { sourceInputShape } from '../../layers/sourceShape.js';
import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import { modelSizes } from './sourceSize.js';

/** What a model takes and gives, without the batch, as far as its source says it in numbers. */
interface SourceShapes extends SourceEnd {
  /** Null where it takes the data's shape, or the source leaves it open. */
  readonly input: readonly (number | null)[] | null;
  /** Null where a size that it depends on is open. */
  readonly output: readonly (number | null)[] | null;
  readonly vocabulary: number | null;
}

interface SourceEnd {
  /** As tfjs names it; of a model that is not compiled, what GradLens compiles it with. */
  readonly loss: string | null;
  readonly lastActivation: string | null;
}

/** Null where the source says neither what it takes nor what it gives. */
export function sourceShapes(model: SourceModel): SourceShapes | null {
  const [first] = model.layers;
  const last = lastOf(model);
  if (!first || !last) return null;
  const input = sourceInputShape(first)?.slice(1) ?? null;
  const output = modelSizes([model])[0]?.layers.at(-1)?.outputShape.slice(1) ?? unitsOf(last);
  if (!input && !output) return null;
  return {
    ...sourceEnd(model),
    input,
    output,
    vocabulary:
      findLayer(first.className)?.kind === 'embedding'
        ? (new SourceArguments(first).number('input_dim') ?? null)
        : null,
  };
}

/** What decides which targets a model takes, as far as its source says it. */
export function sourceEnd(model: SourceModel): SourceEnd {
  const last = lastOf(model);
  const lastActivation = last ? activationOf(last) : null;
  const given = model.compiles.flatMap(({ arguments: { list } }) => list.filter(({ name }) => name === 'loss'))[0];
  const loss = typeof given?.value === 'string' ? inTfjs(given.value) : null;
  const usual = model.compiles.length === 0 && lastActivation === 'softmax' ? 'categoricalCrossentropy' : null;
  return { loss: loss ?? usual, lastActivation };
}

const lastOf = ({ layers }: SourceModel): SourceLayer | undefined =>
  layers.findLast(({ className }) => findLayer(className)?.computes !== 'nothing');

/** @param last the last layer that computes something */
function activationOf(last: SourceLayer): string | null {
  return last.className === 'Softmax' ? 'softmax' : (new SourceArguments(last).text('activation') ?? null);
}

/** What a last dense layer gives for a sample, whatever it takes: of sequences that would be for each step. */
function unitsOf(last: SourceLayer): readonly number[] | null {
  const units = last.className === 'Dense' ? new SourceArguments(last).number('units') : undefined;
  return units === undefined ? null : [units];
}

/** `mean_squared_error` as tfjs spells it. */
const inTfjs = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
