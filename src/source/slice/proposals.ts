import type { Node } from '@babel/types';
import type { OpenQuestion } from '../../protocol/launch.js';
import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { sourceSpan } from '../javascript/sourceSpan.js';
import { endOf, startOf } from '../javascript/syntax.js';
import { givenValues, handedValues } from './givenValues.js';
import { importedValue } from './importedValue.js';
import type { OpenValue } from './openValues.js';
import { ownDefault } from './ownDefault.js';
import type { Slice } from './sliceModel.js';
import { usesOf } from './uses.js';
import { usualCondition, usualValue } from './usualValue.js';

/** A question for each open value, in the order of the source, with a proposal from the project or from how it is used. */
export function questionsOf(slice: Slice, model: SourceModel, text: string): OpenQuestion[] {
  return slice.open
    .toSorted((a, b) => startOf(firstPlace(a)) - startOf(firstPlace(b)))
    .map((value) => question(value, slice.analysis, model, text));
}

function question({ name, places }: OpenValue, analysis: FileAnalysis, model: SourceModel, text: string): OpenQuestion {
  const place = firstPlace({ name, places });
  const uses = places.flatMap((each) => usesOf(each, analysis));
  const expression = text.slice(startOf(place), endOf(place)).replaceAll(/\s+/g, ' ');
  const usual =
    uses.length > 0 && uses.every(({ option }) => option === 'condition')
      ? usualCondition(expression)
      : usualValue(name, uses, (layer) => nextLayer(layer, model));
  const given = places.flatMap((each) => givenValues(each, analysis, text));
  const all = [...new Set(given)].slice(0, MOST_GIVEN);
  const imported = importedValue(place, analysis.program, model.file);
  const [handed] = handedValues(place, analysis, text).filter((each) => isOfKind(each, usual));
  const own = imported ?? ownDefault(place, analysis, text);
  const hasDefault =
    own !== null && (imported !== null || isOfKind(own, usual) || !/^(nothing|none)$/.test(kindOf(own)));
  const written = hasDefault ? (imported ?? handed ?? own) : null;
  const proposal = written ?? all.find((each) => isOfKind(each, usual)) ?? usual;
  const shown = expression.length > LONG || expression === name ? '' : `${expression}, `;
  const use = uses[0] ? `used as ${uses[0].words}` : 'not known from the source';
  return {
    name,
    expression,
    location: { file: model.file, ...sourceSpan(place, model.file).start },
    reason: shown + use,
    proposal,
    ...(hasDefault ? { hasDefault } : {}),
    alternatives: all.filter((each) => each !== proposal),
  };
}

const MOST_GIVEN = 6;
/** Characters of an expression that a person still reads as a name. */
const LONG = 60;

/** Class of the layer that follows one in the model; null for the last. */
function nextLayer(layer: Node, { layers, file }: SourceModel): string | null {
  const { line, column } = sourceSpan(layer, file).start;
  const own = layers.findIndex(({ span: { start } }) => start.line === line && start.column === column);
  const isAfter = ({ span: { start } }: SourceLayer) =>
    start.line > line || (start.line === line && start.column > column);
  return (own < 0 ? layers.find(isAfter) : layers[own + 1])?.className ?? null;
}

/** Whether a value that the project has can stand where the usual one does: a size that is 0 until the page says more cannot. */
function isOfKind(given: string, usual: string): boolean {
  return usual === 'undefined' || kindOf(given) === kindOf(usual);
}

function kindOf(text: string): string {
  if (/^(true|false)$/.test(text)) return 'truth';
  if (/^(null|undefined)$/.test(text)) return 'none';
  if (/^['"`]/.test(text)) return 'text';
  if (!/^[-\d.]/.test(text)) return text.charAt(0);
  return Number(text) <= 0 ? 'nothing' : 'size';
}

const firstPlace = ({ places: [first], name }: OpenValue): Node => {
  if (!first) throw new Error(`${name} has no place`);
  return first;
};
