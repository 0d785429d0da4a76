import { expect, it } from 'vitest';
import { lineShifts, shiftedLine } from '../../../src/runs/changes/lineShifts.js';
import { sameCode } from '../../../src/runs/changes/sameCode.js';

it('says of each line where it stands in the other text, and nothing of one that is on several lines there', () => {
  const had = [1, 1, 3, 4, 4, 5];
  const now = [2, 2, 5, 6, 7, 8];
  const shifts = lineShifts(had, now);
  expect(shifts).toEqual([
    { from: 1, by: 1 },
    { from: 3, by: 2 },
    { from: 4, by: null },
    { from: 5, by: 3 },
  ]);
  expect([1, 2, 3, 4, 5, 9].map((line) => shiftedLine(shifts, line))).toEqual([2, 3, 5, null, 8, 12]);
  expect(lineShifts(had, had)).toEqual([]);
  expect(shiftedLine([], 7)).toBe(7);
});

it('follows the lines of code from between its comments', () => {
  const before = 'const a = 1;\n\nmodel.add(a);\nmodel.fit(x);\n';
  const shifts = sameCode({
    file: 'net.js',
    before,
    after: `// why\n// so\n${before.replace('model.fit', '// now\nmodel.fit')}`,
  });
  expect([1, 3, 4].map((line) => shiftedLine(shifts ?? [], line))).toEqual([3, 5, 7]);
});
