import { expect, it } from 'vitest';
import { ranModel } from '../../../src/runs/ranModel.js';

const FILE = '/a/train.js';
const trained = (name: string, line: number | null) => ({
  summary: { name, location: line === null ? null : { file: '/a/net.js', line, column: 1 } },
});

it('is the model whose Run was chosen', () => {
  const model = { file: '/a/net.js', name: 'net', line: 3 };
  expect(ranModel({ request: { file: FILE, model }, fits: [trained('other', 9)] })).toEqual(model);
});

it('is the first that was trained where the whole file was meant, and none that a cursor may be at where none was', () => {
  const request = { file: FILE, model: null };
  expect(ranModel({ request, fits: [trained('lost', null), trained('net', 7), trained('other', 9)] })).toEqual({
    file: '/a/net.js',
    name: 'net',
    line: 7,
  });
  expect(ranModel({ request, fits: [] })).toMatchObject({ file: FILE, name: '' });
});
