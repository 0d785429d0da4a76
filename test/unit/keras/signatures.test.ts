import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { activationLayers } from '../../../src/keras/layers/activationLayers.js';
import { borderLayers } from '../../../src/keras/layers/borders.js';
import { convolutionLayers } from '../../../src/keras/layers/convolution.js';
import { coreLayers } from '../../../src/keras/layers/core.js';
import type { LayerRules } from '../../../src/keras/layers/layerRule.js';
import { noiseLayers } from '../../../src/keras/layers/noise.js';
import { normalizationLayers } from '../../../src/keras/layers/normalization.js';
import { poolingLayers } from '../../../src/keras/layers/pooling.js';
import { recurrentLayers } from '../../../src/keras/layers/recurrent.js';
import { resizingLayers } from '../../../src/keras/layers/resizing.js';
import { separableLayers } from '../../../src/keras/layers/separable.js';
import { shapingLayers } from '../../../src/keras/layers/shaping.js';

/** But for those that change pictures at random, whose arguments are not read: their images pass unchanged. */
const rules: LayerRules = {
  ...activationLayers,
  ...borderLayers,
  ...convolutionLayers,
  ...coreLayers,
  ...noiseLayers,
  ...normalizationLayers,
  ...poolingLayers,
  ...recurrentLayers,
  ...resizingLayers,
  ...separableLayers,
  ...shapingLayers,
};

/** Of Keras 2.15 itself: scripts/kerasFixtures/signatures.py. */
const signatures: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('../../fixtures/keras/signatures.json', import.meta.url), 'utf8'),
);
const known = Object.keys(rules).filter((name) => Object.hasOwn(signatures, name));

it.each(known)('takes the arguments of %s in the order of Keras', (name) => {
  const order = signatures[name] ?? [];
  expect((rules[name]?.order ?? '').split(' ').slice(0, order.length)).toEqual(order);
});

it('compares most layers', () => expect(known.length).toBeGreaterThan(55));
