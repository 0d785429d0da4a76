import { nearest } from '../../errors/nearest.js';
import { modernName } from '../../layers/argumentNames.js';
import type { Signature } from '../../layers/layerEntry.js';
import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import { kerasProblem } from '../kerasProblem.js';
import { BoundArguments } from './boundArguments.js';

/** What every layer takes. */
const common =
  'name trainable dtype input_shape batch_input_shape batch_shape input_dim input_length batch_size weights dynamic autocast activity_regularizer sparse ragged';

/**
 * Arguments by the names of Keras 2.
 * @throws {SourceError} for a name that the class does not have, and for too many positional arguments
 */
export function bindArguments(
  call: KerasCall,
  signature: Signature,
  version: 1 | 2 | 3,
  extra = common,
): BoundArguments {
  const old = signature.isOld ? signature.isOld(call, version) : version === 1;
  const order = words((old ? signature.oldOrder : undefined) ?? signature.order);
  const known = new Set([...words(signature.order), ...words(signature.oldOrder ?? ''), ...words(extra)]);
  const values = new Map<string, KerasValue>();
  if (call.positional.length > order.length) {
    throw kerasProblem(
      call,
      `${call.name} takes ${order.length === 0 ? 'no' : `at most ${order.length}`} positional arguments, but got ${call.positional.length}.`,
    );
  }
  call.positional.forEach((value, i) => {
    values.set(order[i] ?? '', value);
  });
  for (const [given, value] of Object.entries(call.named)) {
    const name = known.has(given) ? given : modernName(call.name, given);
    if (!known.has(name)) throw kerasProblem(call, `${call.name} has no argument ${given}. ${advice(given, known)}`);
    values.set(name, value);
  }
  return new BoundArguments(call, values);
}

function advice(given: string, known: ReadonlySet<string>): string {
  const meant = nearest(given, [...known]);
  return meant ? `Did you mean ${meant}?` : 'Remove it, or fix its name.';
}

function words(text: string): string[] {
  return text.split(' ').filter(Boolean);
}
