import { expect, it } from 'vitest';
import { variablePacks } from '../../../../src/trainer/compiled/graph/variablePacks.js';

it('packs small variables flat, three of one shape as a stack, and leaves large ones alone', () => {
  const shapes = [[784, 64], [64], [64, 64], [64], [64, 64], [64], [64, 64], [10]];
  expect(variablePacks(shapes)).toEqual([
    { kind: 'flat', members: [7, 1, 3, 5] },
    { kind: 'stack', members: [2, 4, 6] },
  ]);
});

it('makes a flat pack no larger than a row should be', () => {
  const packs = variablePacks(Array.from({ length: 10 }, (_, index) => [1000 + index]));
  expect(packs.map(({ kind, members }) => [kind, members.length])).toEqual([['flat', 4]]);
});

it('packs nothing where there is nothing small', () => {
  expect(
    variablePacks([
      [512, 512],
      [512, 512],
    ]),
  ).toEqual([]);
});
