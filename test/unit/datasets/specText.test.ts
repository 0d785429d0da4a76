import { describe, expect, it } from 'vitest';
import { parseDataSpec } from '../../../src/datasets/specText.js';
import { HumanError } from '../../../src/errors/humanError.js';

describe('--data', () => {
  it.each([
    ['random', null, { kind: 'random' }],
    ['iris', null, { kind: 'builtin', name: 'iris' }],
    ['fashion_mnist', null, { kind: 'builtin', name: 'fashion-mnist' }],
    ['some/data.csv', 'price', { kind: 'table', path: 'some/data.csv', target: ['price'] }],
    ['data.parquet', 'a, b', { kind: 'table', path: 'data.parquet', target: ['a', 'b'] }],
    ['x.npy,y.npy', null, { kind: 'arrays', x: 'x.npy', y: 'y.npy' }],
    ['both.npz', null, { kind: 'arrays', x: 'both.npz', y: 'both.npz' }],
    ['./pictures', null, { kind: 'images', path: './pictures' }],
    ['pictures/', null, { kind: 'images', path: 'pictures/' }],
    ['{"kind":"random","batches":3}', null, { kind: 'random', batches: 3 }],
    ['{"kind":"table","path":"a.csv"}', 'y', { kind: 'table', path: 'a.csv', target: ['y'] }],
    ['  Iris ', null, { kind: 'builtin', name: 'iris' }],
    ['X.NPZ', null, { kind: 'arrays', x: 'X.NPZ', y: 'X.NPZ' }],
    ['x.npy , y.NPY', null, { kind: 'arrays', x: 'x.npy', y: 'y.NPY' }],
    ['a.npz,b.npz', null, { kind: 'arrays', x: 'a.npz', y: 'b.npz' }],
    ['.pictures', null, { kind: 'images', path: '.pictures' }],
    ['..', null, { kind: 'images', path: '..' }],
    ['a\\pictures', null, { kind: 'images', path: 'a\\pictures' }],
    ['random.csv', ' a ', { kind: 'table', path: 'random.csv', target: ['a'] }],
    [' {"kind":"random"} ', null, { kind: 'random' }],
    ['{"kind":"random","normalise":"none"}', null, { kind: 'random', normalize: 'none' }],
  ])('%s with target %s', (text, target, spec) => {
    expect(parseDataSpec(text, target)).toEqual(spec);
  });

  const help =
    'Choose random, a name that "gradlens datasets" lists, a table (data.csv with --target COLUMN), x.npy,y.npy, data.npz, a folder of images (./NAME), or JSON.';

  it.each<[string, string | null, string | RegExp]>([
    ['irsi', null, `There is no data "irsi". Did you mean iris? ${help}`],
    ['randm', null, `There is no data "randm". Did you mean random? ${help}`],
    ['cifar', null, `There is no data "cifar". ${help}`],
    ['my.pictures', null, `There is no data "my.pictures". ${help}`],
    ['x.npy,y.csv', null, /^Choose the column of x\.npy,y\.csv to predict/],
    ['', null, `--data needs a value. ${help}`],
    ['some/data.csv', null, 'Choose the column of data.csv to predict: --target COLUMN[,COLUMN].'],
    ['data.csv', '', 'Choose the column of data.csv to predict: --target COLUMN[,COLUMN].'],
    ['data.csv', 'a,,b', 'Choose the column of data.csv to predict: --target COLUMN[,COLUMN].'],
    ['iris', 'species', '--target needs a table, and iris is not one.'],
    ['{"kind":"random"}', 'a', '--target needs a table, and {"kind":"random"} is not one.'],
    ['in/x.npy', null, 'x.npy has the inputs, but the targets are missing: --data in/x.npy,y.npy'],
    [
      'a.npy,b.npy,c.npy',
      null,
      'Give arrays as one file of inputs and one of targets, --data x.npy,y.npy, or as one .npz.',
    ],
    ['{"kind":', null, /^--data is not valid JSON: ./],
    ['{"kind":"random","batches":0}', null, /^--data, "batches": .+[^.]\.$/],
    ['{"kind":"table","path":"a.csv"}', null, /^--data, "target": .+[^.]\.$/],
    ['{"kind":"none"}', null, /^--data, "kind": .+[^.]\.$/],
  ])('refuses %s with target %s', (text, target, message) => {
    const parse = () => parseDataSpec(text, target);
    expect(parse).toThrow(HumanError);
    expect(parse).toThrow(typeof message === 'string' ? new HumanError(message) : message);
  });
});
