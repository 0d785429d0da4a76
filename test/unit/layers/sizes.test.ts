import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { describeLayer } from '../../../src/keras/shapes/describeLayer.js';
import { outputShape, weightCount } from '../../../src/layers/shapes/layerSizes.js';
import type { Shape } from '../../../src/layers/shapes/shapedLayer.js';
import type { KerasCall, KerasDeclaration } from '../../../src/protocol/keras.js';
import { made } from '../keras/support/made.js';

/** Models of every layer, which tests of the trainer hold against real Keras. */
const folder = new URL('../../fixtures/keras/', import.meta.url);
const groups = readdirSync(folder).filter((name) => name.endsWith('.json.gz'));

type Case = Pick<KerasDeclaration, 'layers' | 'compile'>;

const found: { readonly group: string; readonly layers: number }[] = [];

it.each(groups)('the catalogue counts outputs and weights as tfjs does: %s', (group) => {
  const cases: Readonly<Record<string, Case>> = JSON.parse(gunzipSync(readFileSync(new URL(group, folder))).toString());
  const compared = Object.entries(cases).flatMap(([name, each]) => compare(name, each));
  found.push({ group, layers: compared.length });
  expect(compared.filter(({ told, made: real }) => told !== real)).toEqual([]);
});

it('compares some hundred layers', () => {
  expect(found.reduce((sum, { layers }) => sum + layers, 0)).toBeGreaterThan(400);
});

/** What the catalogue and tfjs say of each layer of a model. */
function compare(name: string, { layers, compile }: Case): { name: string; told: string; made: string }[] {
  const location = { file: 'model.py', line: 1, column: 1 };
  const { model } = made({ name, file: 'model.py', location, version: 2, layers, compile, fit: null });
  let shape: Shape = model.inputs[0]?.shape ?? [];
  return layers.map((call: KerasCall, index) => {
    const layer = model.layers[index];
    const shaped = describeLayer(call, { version: 2, channels: 'channelsLast' });
    const params = shaped && weightCount(shaped, shape);
    const told = shaped && outputShape(shaped, shape);
    const real = layer?.outputShape as Shape;
    shape = real;
    return {
      name: `${name}: ${call.name}`,
      told: `${JSON.stringify(told)}, ${params} weights`,
      made: `${JSON.stringify(real)}, ${layer?.countParams()} weights`,
    };
  });
}
