import { expect, test } from 'vitest';
import { bySuit, listDatasets, misfits } from '../../../src/datasets/listDatasets.js';
import { findModels } from '../../../src/source/findModels.js';
import { sourceShapes } from '../../../src/source/size/sourceShapes.js';

/** Names of what fits a model of this source, and why the rest does not. */
async function fitting(text: string, file = 'net.js') {
  const [model] = findModels(text, file);
  const shapes = model && sourceShapes(model);
  if (!shapes) return null;
  const unfit = await misfits(shapes);
  const fits = listDatasets().filter(({ name }) => !unfit.has(name));
  const names = (all: typeof fits) => all.map(({ name }) => name);
  return { fits: names(fits), suits: names(bySuit(fits, shapes)), unfit };
}

/** That a line of the picker shows in a window of 1440 px. */
const MOST_CHARACTERS = 75;

const net = (first: string, last: string, loss: string) =>
  `const model = tf.sequential(); model.add(tf.layers.${first}); model.add(tf.layers.dense({ ${last} }));
   model.compile({ optimizer: 'adam', loss: '${loss}' });`;

/** Tokens are data for any inputs: their ids are numbers. */
test('What fits the shapes that the source says, and what the rest needs', async () => {
  const binary = await fitting(
    net('dense({ units: 4, inputShape: [2] })', "units: 1, activation: 'sigmoid'", 'binaryCrossentropy'),
  );
  expect(binary?.fits).toEqual(['random', 'xor', 'moons', 'circles', 'spiral', 'blobs', 'linear']);
  expect(binary?.unfit.get('iris')).toBe('Has inputs of shape [4], but the first layer takes [2].');
  const species = await fitting(
    net('dense({ units: 4, inputShape: [4] })', "units: 3, activation: 'softmax'", 'categoricalCrossentropy'),
  );
  expect(species?.unfit.get('moons')).toBe('Has inputs of shape [2], but the first layer takes [4].');
  expect(species?.fits).toEqual(['random', 'blobs', 'tokens', 'iris']);
  // The ids of tokens are no sizes, which a row of numbers is read as.
  expect(species?.suits).toEqual(['iris', 'blobs', 'tokens', 'random']);
  const pictures = await fitting(
    net('flatten({ inputShape: [28, 28, 1] })', "units: 10, activation: 'softmax'", 'categoricalCrossentropy'),
  );
  // Downloads are judged before they are here.
  expect(pictures?.fits).toEqual(['random', 'mnist', 'fashion-mnist']);
  const number = await fitting(net('dense({ units: 4, inputShape: [3] })', 'units: 1', 'meanSquaredError'));
  expect(number?.fits).toEqual(['random', 'blobs', 'linear', 'tokens']);
  // Classes would be numbers to it.
  expect(number?.suits).toEqual(['linear', 'blobs', 'tokens', 'random']);
  const open = await fitting(net('dense({ units: 4, inputShape: [n] })', 'units: 1', 'meanSquaredError'));
  expect(open?.suits.slice(0, 3)).toEqual(['linear', 'sine', 'xor']);
});

test('In Python as in JavaScript; where inputs or outputs are open the others decide, and where both are nothing does', async () => {
  const keras = `from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile(loss="categorical_crossentropy")`;
  expect((await fitting(keras, 'net.py'))?.fits).toEqual(['random', 'blobs', 'tokens', 'iris']);
  const outputs = net('dense({ units: 8, inputShape: [4] })', 'units', 'meanSquaredError');
  expect((await fitting(outputs))?.fits).toEqual(['random', 'blobs', 'linear', 'tokens', 'iris']);
  const inputs = net('dense({ units: width })', "units: 3, activation: 'softmax'", 'categoricalCrossentropy');
  expect((await fitting(inputs))?.fits).toEqual([
    'random',
    'xor',
    'moons',
    'circles',
    'spiral',
    'blobs',
    'tokens',
    'iris',
  ]);
  expect(await fitting(net('dense({ units: width })', 'units', 'meanSquaredError'))).toBeNull();
});

test('Tokens suit a net best that looks them up, and a sequence of numbers as well as other data that is made for it', async () => {
  const lookedUp = await fitting(
    net(
      'embedding({ inputDim: 20, outputDim: 4, inputLength: 12 })',
      "units: 20, activation: 'softmax'",
      'categoricalCrossentropy',
    ),
  );
  expect(lookedUp?.suits[0]).toBe('tokens');
  const anyLength = await fitting(
    net('embedding({ inputDim: 20, outputDim: 4 })', "units: 10, activation: 'softmax'", 'categoricalCrossentropy'),
  );
  // Pixels could be looked up, as anything in range; they are no ids.
  expect(anyLength?.suits).toEqual(['tokens', 'random', 'digits', 'mnist', 'fashion-mnist']);
  expect(anyLength?.unfit.get('iris')).toMatch(/^The first layer takes token ids, but this has \S+ to \S+\.$/);
  const read = await fitting(net('lstm({ units: 4, inputShape: [12, 1] })', 'units: 1', 'meanSquaredError'));
  expect(read?.suits).toEqual(['sine', 'tokens', 'random']);
});

test('Each line of the list has room for what it says', () => {
  for (const { description } of listDatasets())
    expect(description.length, description).toBeLessThanOrEqual(MOST_CHARACTERS);
});

test('Each line of the list has room for why data does not fit', async () => {
  const models = [
    net('dense({ units: 4, inputShape: [3] })', "units: 1, activation: 'sigmoid'", 'binaryCrossentropy'),
    net('dense({ units: 4, inputShape: [4] })', "units: 1, activation: 'sigmoid'", 'binaryCrossentropy'),
    net('conv2d({ filters: 4, kernelSize: 3, inputShape: [28, 28, 3] })', "units: 2, activation: 'softmax'", 'none'),
    net('embedding({ inputDim: 5, outputDim: 4 })', "units: 2, activation: 'softmax'", 'categoricalCrossentropy'),
    net('dense({ units: 4, inputShape: [2] })', "units: 3, activation: 'softmax'", 'categoricalCrossentropy'),
  ];
  const said: string[] = [];
  for (const model of models) {
    const found = await fitting(model);
    for (const data of listDatasets()) {
      const shown = found?.unfit.get(data.name);
      if (shown === undefined) continue;
      expect(shown.length, shown).toBeLessThanOrEqual(MOST_CHARACTERS);
      said.push(`${data.title}: ${shown}`);
    }
  }
  expect(said).toContain('XOR: Has inputs of shape [2], but the first layer takes [3].');
  expect(said).toContain('Iris: Has 3 classes, but the last layer has one unit.');
  expect(said).toContain('Linear regression: The loss categoricalCrossentropy needs classes, but this has numbers.');
});
