import { expect, it } from 'vitest';
import { compare, share } from '../../../bench/finder/compare.mjs';

const file = {
  repository: 'a/b',
  commit: 'c',
  path: 'd.py',
  models: [
    { model: 'm@1', layers: 'Dense@2 Dense@3' },
    { model: 'n@5', layers: 'Dense@6' },
  ],
};

function layers(...lines: number[]) {
  return lines.map((line) => ({ className: 'Dense', line }));
}

it('counts models by their line and layers by that of their model and their own', () => {
  const found = new Map([
    [
      file,
      [
        { line: 1, layers: layers(2, 4) },
        { line: 9, layers: layers(10) },
      ],
    ],
  ]);
  const { models, layers: tally, differences } = compare([file], found);
  expect(models).toEqual({ found: 2, right: 1, labelled: 2 });
  expect(tally).toEqual({ found: 3, right: 1, labelled: 3 });
  expect(differences).toEqual([
    'a/b d.py:1: layers 2 4, labelled 2 3',
    'a/b d.py:5: n@5 is not found',
    'a/b d.py:5: layers , labelled 6',
    'a/b d.py:9: found, and no model',
  ]);
});

it('counts layers on one line one by one', () => {
  const labelled = { ...file, models: [{ model: 'm@1', layers: 'Dense@1 Dense@1' }] };
  const { layers: tally } = compare([labelled], new Map([[labelled, [{ line: 1, layers: layers(1) }]]]));
  expect(tally).toEqual({ found: 1, right: 1, labelled: 2 });
});

it('takes nothing of nothing as right', () => {
  expect([share(0, 0), share(1, 2)]).toEqual([1, 0.5]);
});
