import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { argumentOrder } from '../../../src/layers/argumentNames.js';
import { findLayer } from '../../../src/layers/catalogue.js';

/** Of Keras 2.15 itself: scripts/kerasFixtures/signatures.py. */
const signatures: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('../../fixtures/keras/signatures.json', import.meta.url), 'utf8'),
);

/** But for layers that change images at random, whose arguments are not read: their images pass unchanged. */
const known = Object.keys(signatures).filter((name) => {
  const layer = findLayer(name);
  return layer && !layer.unsupported && layer.kind !== 'augmentation';
});

it.each(known)('takes the arguments of %s in the order of Keras', (name) => {
  const order = signatures[name] ?? [];
  expect(argumentOrder(name).slice(0, order.length)).toEqual(order);
});

it('compares most layers', () => expect(known.length).toBeGreaterThan(80));
