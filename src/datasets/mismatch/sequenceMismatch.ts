import { isRecurrent } from '../../layers/catalogue.js';
import { shapeText } from '../rows/shapes.js';
import type { TargetDescription } from '../types.js';
import { setLastOutputOnly, setUnits } from './sourceEdits.js';
import type { Mismatch, MismatchModel } from './types.js';
import { counted, layerText, outputLayer } from './words.js';

/** A model with an output for each step, or each point, and data with one class for a sample. */
export function placesMismatch(name: string, model: MismatchModel): Mismatch | null {
  if (model.output.length === 1) return null;
  const places = model.output.slice(0, -1);
  const recurrent = model.layers.findLast(({ className }) => isRecurrent(className)) ?? null;
  const advice = recurrent
    ? 'Remove returnSequences from the last recurrent layer, so that it returns only its last output.'
    : 'Add a flatten or global pooling layer before the last layer.';
  const layer = recurrent ?? outputLayer(model);
  return {
    severity: 'error',
    message: `${name} has one class per sample, but the model outputs ${shapeText(model.output)}: one output for each of ${shapeText(places)} positions. ${advice}`,
    short: `Has one class per sample, but the model outputs ${shapeText(model.output)}.`,
    location: layer?.location ?? null,
    fixes: recurrent ? setLastOutputOnly(recurrent) : [],
    dataFixes: [],
  };
}

/** Sequences of another length than the model's outputs, or with more tokens than it has units. */
export function tokenMismatch(
  name: string,
  { length, vocabulary }: Extract<TargetDescription, { kind: 'tokens' }>,
  model: MismatchModel,
): Mismatch | null {
  const [steps, units] = model.output;
  const layer = outputLayer(model);
  const where = { severity: 'error', location: layer?.location ?? null, dataFixes: [] } as const;
  if (model.output.length !== 2 || (steps !== null && steps !== length)) {
    const has = `a token for each of ${length} steps, but the model outputs ${shapeText(model.output)}.`;
    return { ...where, message: `${name} has ${has}`, short: `Has ${has}`, fixes: [] };
  }
  if (units === null || units === undefined || vocabulary <= units) return null;
  const message = `${name} has ${vocabulary} distinct tokens, but ${layerText('last', layer)} has ${counted(units, 'unit')}. It needs one per token.`;
  const short = `Has ${vocabulary} distinct tokens, but the last layer has ${counted(units, 'unit')}.`;
  return { ...where, message, short, fixes: layer ? setUnits(layer, vocabulary) : [] };
}
