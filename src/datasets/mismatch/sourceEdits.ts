import { givenArgument } from '../../layers/givenArgument.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { SourceArgument } from '../../protocol/sourceValue.js';
import type { ProblemFix } from '../../protocol/trainer.js';
import type { MismatchLayer, MismatchModel } from './types.js';

/** Edits of what the call of a layer, or `compile`, is given; none where the source does not write it there. */

export function setUnits(layer: MismatchLayer, units: number): ProblemFix[] {
  return setNumber(layer, 'units', units, `Set units to ${units}`);
}

/** @param name in Keras's spelling */
export function setNumber(layer: MismatchLayer, name: string, value: number, title: string): ProblemFix[] {
  const argument = argumentOf(layer, name);
  return typeof argument?.value === 'number' ? [replaced(argument, String(value), title)] : [];
}

export function setActivation(layer: MismatchLayer, activation: string): ProblemFix[] {
  const argument = argumentOf(layer, 'activation');
  if (typeof argument?.value !== 'string') return [];
  return [replaced(argument, quoted(argument, activation), `Set activation to ${activation}`)];
}

/** Lets a recurrent layer give its last output only. */
export function setLastOutputOnly(layer: MismatchLayer): ProblemFix[] {
  const argument = argumentOf(layer, 'return_sequences');
  const no = isPython(layer.location?.file ?? '') ? 'False' : 'false';
  return argument?.value === true ? [replaced(argument, no, 'Return only the last output')] : [];
}

/** The shape of one sample, in the words of the call. */
export function setInputShape(layer: MismatchLayer, shape: readonly number[]): ProblemFix[] {
  const argument = argumentOf(layer, 'input_shape') ?? argumentOf(layer, 'shape');
  if (!argument?.elements?.every(({ value }) => typeof value === 'number')) return [];
  const list = shape.join(', ');
  const text = argument.text.startsWith('(') ? `(${list}${shape.length === 1 ? ',' : ''})` : `[${list}]`;
  const shown = argument.text.startsWith('(') ? `(${list})` : `[${list}]`;
  return [replaced(argument, text, `Set ${argument.name ?? 'the shape'} to ${shown}`)];
}

/** The name of the loss, where the source compiles the model just once. */
export function setLoss({ compiles }: Pick<MismatchModel, 'compiles'>, loss: string): ProblemFix[] {
  const [compile, ...others] = compiles;
  const argument = compile?.arguments.list.find(({ name }) => name === 'loss');
  if (typeof argument?.value !== 'string' || others.length > 0) return [];
  const name = isPython(argument.span.file) ? snakeCase(loss) : loss;
  return [replaced(argument, quoted(argument, name), `Set the loss to ${name}`)];
}

const argumentOf = ({ source }: MismatchLayer, name: string): SourceArgument | null =>
  (source && givenArgument(source, name)) ?? null;

const replaced = ({ valueSpan }: SourceArgument, newText: string, title: string): ProblemFix => {
  return { title, span: valueSpan, newText };
};

/** In the quotes that it has; in a notebook, whose code stands in JSON strings, in those that need no escape there. */
function quoted({ text, span }: SourceArgument, value: string): string {
  const quote = text.startsWith('"') && !isNotebookFile(span.file) ? '"' : "'";
  return `${quote}${value}${quote}`;
}

const isPython = (file: string): boolean => /\.(?:pyw?|ipynb)$/i.test(file);

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
