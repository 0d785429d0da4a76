import { argumentOrder, modernName } from '../../../../layers/argumentNames.js';
import { findLayer } from '../../../../layers/catalogue.js';

/** Names of positional arguments, in order, of what takes them and is no layer. */
const orders: Readonly<Record<string, readonly string[]>> = {
  SGD: ['learning_rate', 'momentum'],
  ExponentialDecay: ['initial_learning_rate', 'decay_steps', 'decay_rate'],
  l1: ['l'],
  l2: ['l'],
  l1_l2: ['l1', 'l2'],
};

/** An argument's name in Keras 2, for a name or a position. */
export function argumentName(owner: string, key: string | number): string {
  return typeof key === 'number' ? (order(owner)[key] ?? '') : modernName(owner, key);
}

function order(owner: string): readonly string[] {
  const layer = findLayer(owner);
  // Of a layer that is not made, nothing need be asked.
  if (layer?.unsupported) return [];
  if (layer) {
    // Under its name of Keras 1, `Convolution2D(32, 3, 3)`, rows and columns stand one by one.
    const isOld = owner !== layer.className && layer.isOld !== undefined && layer.oldOrder !== undefined;
    return isOld ? layer.oldOrder.split(' ') : argumentOrder(owner);
  }
  if (Object.hasOwn(orders, owner)) return orders[owner] ?? [];
  return /^[A-Z][a-z]*(?:Prop|grad|delta|am|amax)$/.test(owner) ? ['learning_rate'] : [];
}
