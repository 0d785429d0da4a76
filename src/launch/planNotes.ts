import { findLayer } from '../layers/catalogue.js';
import type { SourceLayer, SourceModel } from '../protocol/source.js';
import type { SourceNote } from '../protocol/sourceNote.js';
import type { SourceArguments } from '../protocol/sourceValue.js';

const DEFAULT_COMPILE = 'The source does not compile the model, so it gets Adam and the loss that fits its last layer.';
const SHAPE_FROM_DATA = 'The first layer has no input shape, so the shape is taken from the data.';

const TELLS_INPUT = /^(?:batch_?)?input_?(?:shape|dim|length)$/i;

/** What a person should know of a model that GradLens itself trains. */
export function planNotes(model: SourceModel, compiles: boolean): SourceNote[] {
  const [first] = model.layers;
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
    ...(first && saysNothing(first) ? [guessed(SHAPE_FROM_DATA, first.line)] : []),
  ];
}

/** Whether a layer certainly says nothing of its input; its own class, or options in a variable, may. */
function saysNothing({ className, arguments: given }: SourceLayer): boolean {
  const kind = findLayer(className)?.kind;
  if (!given || kind === 'input' || kind === 'model' || kind === 'embedding') return false;
  return !mayTell(given);
}

/** A wrapper's layer may tell it too. */
function mayTell({ list, complete }: SourceArguments): boolean {
  if (!complete) return true;
  return list.some(({ name, call }) => (name !== null && TELLS_INPUT.test(name)) || (call && mayTell(call.arguments)));
}
