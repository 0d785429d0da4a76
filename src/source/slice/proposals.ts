import type { Node } from '@babel/types';
import type { OpenQuestion } from '../../protocol/launch.js';
import type { SourceModel } from '../../protocol/source.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { sourceSpan } from '../javascript/sourceSpan.js';
import { endOf, startOf } from '../javascript/syntax.js';
import { givenValues } from './givenValues.js';
import type { OpenValue } from './openValues.js';
import type { Slice } from './sliceModel.js';
import { usesOf } from './uses.js';
import { usualValue } from './usualValue.js';

/** A question for each open value, in the order of the source, with a proposal from the project or from how it is used. */
export function questionsOf(slice: Slice, model: SourceModel, text: string): OpenQuestion[] {
  const lastLine = model.layers.at(-1)?.span ?? null;
  return slice.open
    .toSorted((a, b) => startOf(firstPlace(a)) - startOf(firstPlace(b)))
    .map((value) => question(value, slice.analysis, model, text, lastLine));
}

function question(
  value: OpenValue,
  analysis: FileAnalysis,
  model: SourceModel,
  text: string,
  lastLayer: SourceModel['span'] | null,
): OpenQuestion {
  const place = firstPlace(value);
  const uses = value.places.flatMap((each) => usesOf(each, analysis));
  const use = uses[0] ?? null;
  const given = givenValues(place, analysis, text);
  const usual = usualValue(value.name, uses, (layer) => isLast(layer, model, lastLayer));
  const expression = text.slice(startOf(place), endOf(place)).replaceAll(/\s+/g, ' ');
  return {
    name: value.name,
    expression,
    location: { file: model.file, ...sourceSpan(place, model.file).start },
    reason: `${expression.length > 60 ? value.name : expression}${use ? `, used as ${use.words}` : ' is not known from the source'}`,
    proposal: given[0] ?? usual,
    alternatives: given.slice(1),
  };
}

const firstPlace = ({ places: [first], name }: OpenValue): Node => {
  if (!first) throw new Error(`${name} has no place`);
  return first;
};

function isLast(layer: Node, model: SourceModel, last: SourceModel['span'] | null): boolean {
  const { start } = sourceSpan(layer, model.file);
  return last !== null && start.line === last.start.line && start.column === last.start.column;
}
