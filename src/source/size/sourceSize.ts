import type { ModelSize } from '../../protocol/fit.js';
import type { SourceModel } from '../../protocol/source.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import { type Grown, layerGrowth } from './layerGrowth.js';
import { LayerText } from './layerText.js';

/** How often a layer that is made in a loop is taken to be there. */
const REPEATS = 8;

/** Beyond these the text is not searched: reading it must never hold up the editor. */
const MOST_LAYERS = 200;
const LONGEST_PROGRAM = 200_000;

/** Of those models whose source says it; a batch size that was chosen elsewhere takes the place of the source's. */
export function modelSizes(
  models: readonly Pick<SourceModel, 'layers'>[],
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
function sourceSize({ layers }: Pick<SourceModel, 'layers'>, program: string): ModelSize | null {
  if (layers.length > MOST_LAYERS || program.length > LONGEST_PROGRAM) return null;
  const lines = program.split('\n');
  const texts = layers.map(({ span }) => new LayerText(textOf(lines, span), program));
  let shape = texts[0] ? inputShape(texts[0]) : null;
  if (!shape) return null;
  const grown: ModelSize['layers'][number][] = [{ className: 'InputLayer', outputShape: [null, ...shape], params: 0 }];
  for (const [index, { className, repeated }] of layers.entries()) {
    for (let count = 0; count < (repeated ? REPEATS : 1); count += 1) {
      const text = texts[index];
      const next: Grown | null = text ? layerGrowth(className, text, shape) : null;
      if (!next) return null;
      shape = [...next.shape];
      grown.push({ className, outputShape: [null, ...next.shape], params: next.params });
    }
  }
  return { layers: grown, batchSize: new LayerText(program, program).number('batchSize|batch_size') };
}

function inputShape(text: LayerText): number[] | null {
  const size = text.number('inputDim|input_dim');
  const batch = text.list('batchInputShape|batch_input_shape');
  return text.list('inputShape|input_shape|shape') ?? batch?.slice(1) ?? (size === null ? null : [size]);
}

function textOf(lines: readonly string[], { start, end }: SourceSpan): string {
  const rows = lines.slice(start.line - 1, end.line);
  const lastRow = rows.length - 1;
  return rows
    .map((row, index) => row.slice(index === 0 ? start.column - 1 : 0, index === lastRow ? end.column - 1 : undefined))
    .join('\n');
}
