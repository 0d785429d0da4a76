import { describe, expect, it } from 'vitest';
import { parseDataSpec } from '../../../src/datasets/specText.js';

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
    ['{"kind":"random","normalise":"none"}', null, { kind: 'random', normalize: 'none' }],
  ])('%s with target %s', (text, target, spec) => {
    expect(parseDataSpec(text, target)).toEqual(spec);
  });

  it.each([
    ['irsi', null, 'Did you mean iris?'],
    ['', null, '--data needs a value'],
    ['data.csv', null, '--target COLUMN'],
    ['data.csv', 'a,,b', '--target COLUMN'],
    ['iris', 'species', 'iris is not one'],
    ['x.npy', null, 'the targets are missing: --data x.npy,y.npy'],
    ['a.npy,b.npy,c.npy', null, 'one file of inputs and one of targets'],
    ['{"kind":', null, 'not valid JSON'],
    ['{"kind":"random","batches":0}', null, '"batches"'],
    ['{"kind":"table","path":"a.csv"}', null, '"target"'],
  ])('refuses %s with target %s', (text, target, message) => {
    expect(() => parseDataSpec(text, target)).toThrow(message);
  });
});
