import type { SourceModel } from '../protocol/source.js';
import type { SourceNote } from '../protocol/sourceNote.js';
import type { SourceSpan } from '../protocol/sourceSpan.js';

const DEFAULT_COMPILE = 'The source does not compile the model, so it gets Adam and the loss that fits its last layer.';
const SHAPE_FROM_DATA = 'The first layer has no input shape, so the shape is taken from the data.';

/** Options that tell a layer's input, and what hides them from a look at the text. */
const TELLS_INPUT =
  /\b(inputShape|batchInputShape|inputDim|inputLength|input_shape|batch_input_shape|input_dim|input_length)\b|\.\.\.|\*\*/;
const IS_INPUT = /^(InputLayer|Input|Sequential|Layer|Model|Embedding)$/;

/** What a person should know of a model that GradLens itself trains. @param text the model's file */
export function planNotes(model: SourceModel, text: string, compiles: boolean): SourceNote[] {
  const [first] = model.layers;
  const saysNothing = first && !IS_INPUT.test(first.className) && !TELLS_INPUT.test(textOf(first.span, text));
  const { file, line } = model;
  const guessed = (said: string, at = line): SourceNote => ({
    kind: 'guessed',
    text: said,
    file,
    line: at,
    changesLearning: false,
  });
  return [
    ...(compiles ? [] : [guessed(DEFAULT_COMPILE)]),
    ...(saysNothing ? [guessed(SHAPE_FROM_DATA, first.line)] : []),
  ];
}

function textOf({ start, end }: SourceSpan, text: string): string {
  const rows = text.split('\n').slice(start.line - 1, end.line);
  const last = rows.length - 1;
  return rows
    .map((row, index) => row.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined))
    .join('\n');
}
