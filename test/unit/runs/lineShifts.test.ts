import { expect, it } from 'vitest';
import { codeNow } from '../../../src/runs/changes/codeNow.js';
import { lineShifts, shiftedLine } from '../../../src/runs/changes/lineShifts.js';

const RAN = 'const a = 1;\n\nmodel.add(a);\nmodel.fit(x);\n';

/** Where lines of one text are in another. */
function placesIn(after: string, lines: readonly number[], before = RAN) {
  const { shifts } = codeNow({ file: 'net.js', before, after, findsEdited: true });
  return lines.map((line) => shiftedLine(shifts, line));
}

const at = (line: number | null, isEdited = false) => ({ line, isEdited });

it('says of each line where it stands in the other text, and nothing of one that is on several lines there', () => {
  const had = [1, 1, 3, 4, 4, 5];
  const now = [2, 2, 5, 6, 7, 8];
  const shifts = lineShifts(had, now);
  expect(shifts).toEqual([
    { from: 1, by: 1, isEdited: false },
    { from: 3, by: 2, isEdited: false },
    { from: 4, by: null, isEdited: false },
    { from: 5, by: 3, isEdited: false },
  ]);
  expect([1, 2, 3, 4, 5, 9].map((line) => shiftedLine(shifts, line).line)).toEqual([2, 3, 5, null, 8, 12]);
  expect(lineShifts(had, had)).toEqual([]);
  expect(shiftedLine([], 7)).toEqual(at(7));
});

it('follows the lines of code from between its comments', () => {
  const after = `// why\n// so\n${RAN.replace('model.fit', '// now\nmodel.fit')}`;
  expect(placesIn(after, [1, 3, 4])).toEqual([at(3), at(5), at(7)]);
});

it('finds an edited line where it took the place of one, and the others where they moved', () => {
  const after = `import b;\n${RAN.replace('add(a)', 'add(b)')}`;
  expect(placesIn(after, [1, 3, 4])).toEqual([at(2), at(4, true), at(5)]);
});

it('knows no place of a line that is gone, or that is more or fewer lines by now', () => {
  expect(placesIn(RAN.replace('model.add(a);', ''), [1, 3, 4])).toEqual([at(1), at(null, true), at(4)]);
  expect(placesIn(RAN.replace('add(a)', 'add(\nb)'), [1, 3, 4])).toEqual([at(1), at(null, true), at(5)]);
});

it('looks for no line of edited code that nobody asked for', () => {
  const { shifts } = codeNow({ file: 'net.js', before: RAN, after: 'b', findsEdited: false });
  expect([1, 4].map((line) => shiftedLine(shifts, line))).toEqual([at(null, true), at(null, true)]);
});
