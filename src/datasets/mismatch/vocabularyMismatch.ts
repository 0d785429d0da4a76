import { findLayer } from '../../layers/catalogue.js';
import { beginning } from '../../protocol/sentenceText.js';
import type { DatasetDescription } from '../types.js';
import { setNumber } from './sourceEdits.js';
import type { Mismatch, MismatchModel } from './types.js';
import { layerText } from './words.js';

/** An embedding looks tokens up by their id, from 0 to its vocabulary's size less one. */
export function vocabularyMismatch(data: DatasetDescription, model: MismatchModel): Mismatch | null {
  const { vocabulary } = model;
  if (vocabulary === null || !data.inputRange) return null;
  const [low, high] = data.inputRange;
  const layer =
    model.layers.find(({ className }) => findLayer(className)?.kind === 'embedding') ?? model.layers[0] ?? null;
  const where = { location: layer?.location ?? null, dataFixes: [] };
  if (low < 0 || !Number.isInteger(low) || !Number.isInteger(high)) {
    const range = `${rounded(low)} to ${rounded(high)}`;
    const short = `The first layer takes token ids, but this has ${range}.`;
    const message =
      `${layerText('first', layer)} takes token ids, but ${data.name} has inputs from ${range}. ` +
      'Use ids, or remove the embedding.';
    return { ...where, severity: 'error', message: beginning(message), short, fixes: [] };
  }
  if (high < vocabulary) return null;
  const needed = high + 1;
  const message = `${data.name} has token ids up to ${high}, but ${layerText('first', layer)} knows ${vocabulary}: 0 to ${vocabulary - 1}. It needs a vocabulary of ${needed}.`;
  const short = `Has token ids up to ${high}, but the first layer knows ${vocabulary}.`;
  const fixes = layer ? setNumber(layer, 'input_dim', needed, `Set the vocabulary to ${needed}`) : [];
  return { ...where, severity: 'error', message, short, fixes };
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
