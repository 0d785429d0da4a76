import { expect, it } from 'vitest';
import { builtInOf } from '../../../src/datasets/builtIn/catalogue.js';
import { listDatasets } from '../../../src/datasets/listDatasets.js';
import { openDataset } from '../../../src/datasets/openDataset.js';
import { shuffledRows, splitRows } from '../../../src/datasets/sampling/rowOrder.js';
import { HumanError } from '../../../src/errors/humanError.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { samplesOf, shapes } from './shapes.js';

type Model = Parameters<typeof shapes>[0];

const cases: [name: string, model?: Model, more?: object][] = [
  ['xor'],
  ['XOR', {}, { noise: 0, samples: 5 }],
  ['moons'],
  ['moons', {}, { seed: 2, normalize: 'standard' }],
  ['circles'],
  ['spiral', { output: [4] }],
  ['blobs', { input: [3], output: [4] }],
  ['blobs', { input: [10_001] }],
  ['linear', { input: [3] }],
  ['linear', { input: [10_000] }, { samples: 1, normalize: 'minmax' }],
  ['sine'],
  ['sine', { input: [5, 1] }],
  ['tokens', { input: [4], output: [4, 6], vocabulary: 6 }],
  ['tokens', { input: [4, 5], output: [5] }],
  ['iris'],
  ['iris', {}, { normalize: 'minmax' }],
  ['digits', {}, { normalize: 'none' }],
];

const round = (value: number) => Number(value.toFixed(3)) + 0;

/** First samples and means: the same for the same seed, in every version. */
async function told([name, model = {}, more = {}]: (typeof cases)[number]): Promise<string> {
  const spec = { kind: 'builtin', name, shuffle: false, ...more } as DataSpec;
  const { description, ...dataset } = await openDataset(spec, '/', shapes(model));
  const { x, y } = await samplesOf({ description, ...dataset });
  const mean = (numbers: readonly number[]) => round(numbers.reduce((sum, value) => sum + value, 0) / numbers.length);
  const { inputRange, inputNames, ...plain } = description;
  const shown = { ...plain, inputNames: inputNames?.slice(0, 4), range: inputRange?.map(round) };
  const numbers = `${x.slice(0, 12).map(round)} -> ${y.slice(0, 6).map(round)}, means ${mean(x)} -> ${mean(y)}`;
  return `${[name, JSON.stringify(model), JSON.stringify(more)].join(' ')}\n  ${JSON.stringify(shown)}\n  ${numbers}`;
}

it('What is listed, and what of it is for all who have the same seed', async () => {
  const listed = listDatasets().map((data) => JSON.stringify(data));
  const labels = ['mnist', 'Fashion_MNIST'].map((name) => `${name}: ${builtInOf(name).labels?.join(', ')}`);
  const samples: string[] = [];
  for (const one of cases) samples.push(await told(one));
  await expect(`${[...listed, ...labels, ...samples].join('\n')}\n`).toMatchFileSnapshot('told/builtIns.txt');
});

it('The order of rows for a seed', () => {
  const rows = Uint32Array.from({ length: 10 }, (_, row) => row);
  const orders = [1, 2].flatMap((seed) => [0, 1].map((epoch) => shuffledRows(rows, seed, epoch, null).join(' ')));
  const blocks = shuffledRows(rows, 1, 0, 2).join(' ');
  const { training, validation } = splitRows(10, 0.3, true, 1);
  expect([...orders, blocks, training.join(' '), validation.join(' ')]).toMatchInlineSnapshot(`
    [
      "3 5 7 4 0 8 9 2 6 1",
      "8 0 6 7 4 3 1 5 9 2",
      "9 6 2 7 5 0 4 8 1 3",
      "9 2 4 1 8 5 0 7 6 3",
      "8 2 5 7 1 6 9 0 3 4",
      "0 1 4 5 7 8 9",
      "2 3 6",
    ]
  `);
});

it('A name that there is not', () => {
  const all = listDatasets().flatMap(({ name }) => (name === 'random' ? [] : [name]));
  const choices = `Choose from ${all.join(', ')}, and random.`;
  expect(() => builtInOf('iri')).toThrow(
    new HumanError(`There is no built-in data "iri". Did you mean iris? ${choices}`),
  );
  expect(() => builtInOf('cifar')).toThrow(new HumanError(`There is no built-in data "cifar". ${choices}`));
});
