import type { Node } from '@babel/types';
import { findLayer } from '../../layers/catalogue.js';
import type { OpenQuestion } from '../../protocol/launch.js';
import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import { importedValue } from '../imports/importedLiteral.js';
import { modelEvents } from '../javascript/modelEvents.js';
import { type LayerSource, modelLayers } from '../javascript/modelLayers.js';
import { keyName } from '../javascript/names.js';
import { isCall, isFunction, isLoop } from '../javascript/nodeKinds.js';
import { sourceSpan } from '../javascript/sourceSpan.js';
import { endOf, type ParentOf, startOf } from '../javascript/syntax.js';
import { closedText } from './closedText.js';
import { givenValues, handedValues } from './givenValues.js';
import type { OpenValue } from './openValues.js';
import { ownDefault } from './ownDefault.js';
import { samplePart } from './samplePart.js';
import type { Slice } from './sliceModel.js';
import { type NextLayer, usualCondition, usualValue } from './usualValue.js';
import { type Use, usesOf } from './valueUses.js';

/** A question for each open value, in the order of the source, with a proposal from the project or from how it is used. */
export function questionsOf(slice: Slice, model: SourceModel, text: string): OpenQuestion[] {
  return slice.open
    .toSorted((a, b) => startOf(firstPlace(a)) - startOf(firstPlace(b)))
    .map((value) => question(value, slice, model, text));
}

function question({ name, places }: OpenValue, slice: Slice, model: SourceModel, text: string): OpenQuestion {
  const { analysis } = slice;
  const place = firstPlace({ name, places });
  const uses = places.flatMap((each) => usesOf(each, analysis));
  const expression = text.slice(startOf(place), endOf(place)).replaceAll(/\s+/g, ' ');
  const usual =
    uses.length > 0 && uses.every(({ option }) => option === 'condition')
      ? usualCondition(expression)
      : roomy(
          usualValue(name, uses, (layer) => nextLayer(layer, slice, model, text)),
          uses,
          model,
        );
  const given = places.flatMap((each) => givenValues(each, analysis, text));
  const all = [...new Set(given)].slice(0, MOST_GIVEN);
  const imported = importedValue(place, analysis.program, model.file);
  const [handed] = handedValues(place, analysis, text).filter((each) => isOfKind(each, usual));
  const own = imported ?? ownDefault(place, analysis, text);
  const hasDefault = own !== null && (imported !== null || isOfKind(own, usual) || !isUnset(own, usual));
  const written = hasDefault ? (imported ?? handed ?? own) : null;
  const ofSample = samplePart(uses, (layer) => nextLayer(layer, slice, model, text));
  const proposal = written ?? all.find((each) => isOfKind(each, usual)) ?? usual;
  const shown = expression.length > LONG || expression === name ? '' : `${expression}, `;
  const use = uses[0] ? `used as ${uses[0].words}` : 'unknown from the source';
  return {
    name,
    expression,
    location: { file: model.file, ...sourceSpan(place, model.file).start },
    reason: shown + use,
    proposal,
    ...(hasDefault ? { hasDefault } : {}),
    alternatives: all.filter((each) => each !== proposal),
    ...(ofSample ? { ofSample } : {}),
  };
}

const MOST_GIVEN = 6;
/** Characters of an expression that a person still reads as a name. */
const LONG = 60;

type Place = SourceLayer['span']['start'];

const isSamePlace = (one: Place, other: Place): boolean => one.line === other.line && one.column === other.column;

const isBefore = (one: Place, other: Place): boolean =>
  one.line < other.line || (one.line === other.line && one.column < other.column);

/** Pictures that many poolings halve must not be small. */
const MANY_POOLINGS = 3;

function halvesImages(className: string): boolean {
  const layer = findLayer(className);
  return layer?.kind === 'pooling' && layer.space === 2 && layer.window !== undefined;
}

function roomy(usual: string, uses: readonly Use[], { layers }: SourceModel): string {
  const isShape = uses.some(({ option }) => /^(batchI|i)nputShape$/.test(option));
  const poolings = layers.filter(({ className }) => halvesImages(className)).length;
  return isShape && poolings >= MANY_POOLINGS ? usual.replaceAll(/\b28\b/g, '64') : usual;
}

/** The layer that follows one in the model; null for the last. */
function nextLayer(layer: Node, slice: Slice, model: SourceModel, text: string): NextLayer | null {
  const { layers, file } = model;
  const { start, end } = sourceSpan(layer, file);
  const added = isCall(layer) ? layer.arguments[0] : undefined;
  const origins = added ? slice.analysis.origins.of(added).map(({ node }) => sourceSpan(node, file).start) : [];
  const isThis = ({ span }: SourceLayer) =>
    [start, ...origins].some((place) => isSamePlace(place, span.start)) ||
    (!isBefore(span.start, start) && isBefore(span.start, end));
  const own = layers.findIndex(isThis);
  const next = own < 0 ? layers.find(({ span }) => isBefore(start, span.start)) : layers[own + 1];
  if (!next) return null;
  const first = firstOf(next, slice, file);
  const isInLoop = isWithinLoop(layer, slice.analysis.program.parentOf);
  if (!first) return { className: next.className, inputShape: null, afterLoop: isInLoop };
  const shape = inputShapeOf(first.node);
  return {
    className: first.className,
    inputShape: shape && shapeText(shape, slice, model, text),
    afterLoop: true,
  };
}

/** The first layer of a model of the file that is a layer itself. */
function firstOf({ className, span }: SourceLayer, { analysis }: Slice, file: string): LayerSource | undefined {
  if (className !== 'Sequential') return undefined;
  const part = analysis.creations.find((each) => {
    const { start } = sourceSpan(each, file);
    return start.line === span.start.line && start.column === span.start.column;
  });
  if (!part || !isCall(part)) return undefined;
  return modelLayers(analysis, part.arguments[0], modelEvents(analysis, ['add']).get(part) ?? [])[0];
}

function inputShapeOf(layer: Node): Node | null {
  const options = isCall(layer) ? layer.arguments[0] : undefined;
  if (options?.type !== 'ObjectExpression') return null;
  for (const each of options.properties) {
    if (each.type === 'ObjectProperty' && keyName(each.key, each.computed === true) === 'inputShape') return each.value;
  }
  return null;
}

/** A shape as text, with what is proposed for what is open in it. */
function shapeText(shape: Node, slice: Slice, model: SourceModel, text: string): string | null {
  const closed = closedText(shape, slice.analysis, text);
  if (closed !== null) return closed;
  const open = slice.open.find(({ places }) => places.some((place) => place === shape));
  if (open) return question(open, slice, model, text).proposal;
  if (shape.type !== 'ArrayExpression') return null;
  const sizes = shape.elements.map((each) => each && shapeText(each, slice, model, text));
  return sizes.some((size) => size === null) ? null : `[${sizes.join(', ')}]`;
}

function isWithinLoop(node: Node, parentOf: ParentOf): boolean {
  for (let parent = parentOf(node); parent && !isFunction(parent); parent = parentOf(parent))
    if (isLoop(parent)) return true;
  return false;
}

/** Whether a value that the project has can stand where the usual one does: a size that is 0 until the page says more cannot. */
function isOfKind(given: string, usual: string): boolean {
  return usual === 'undefined' || kindOf(given) === kindOf(usual);
}

/** Whether a default stands for nothing: `null`, or a size of 0; a rate of 0 is one. */
function isUnset(own: string, usual: string): boolean {
  return kindOf(own) === 'none' || (kindOf(own) === 'nothing' && !(Number(usual) < 1));
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
