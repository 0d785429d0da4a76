import { expect, it } from 'vitest';
import { editedText } from '../../../src/diagnosis/source/editedText.js';

const at = (line: number, from: number, to: number, newText: string) => ({
  start: { line, column: from },
  end: { line, column: to },
  newText,
});
const edited = (text: string, ...fixes: ReturnType<typeof at>[][]) => {
  const { text: made, applied } = editedText(
    text,
    fixes.map((edits) => ({ edits })),
  );
  return [made, applied];
};

it('Fixes of one text are made together, wherever they stand', () => {
  expect(edited('abc\ndef', [at(2, 1, 2, 'D')], [at(1, 3, 4, 'C')])).toEqual(['abC\nDef', 2]);
  expect(edited('ab\r\ncd\ref', [at(2, 2, 3, 'D'), at(3, 1, 1, '>')])).toEqual(['ab\r\ncD\r>ef', 1]);
  expect(edited('ab', [at(9, 1, 1, '!')])).toEqual(['ab!', 1]);
});

it('Of two fixes that touch, the first is made', () => {
  expect(edited('abcdef', [at(1, 1, 3, 'X')], [at(1, 2, 4, 'Y')])).toEqual(['Xcdef', 1]);
  expect(edited('abcdef', [at(1, 1, 3, 'X')], [at(1, 3, 4, 'Y')])).toEqual(['Xcdef', 1]);
  expect(edited('abcdef', [at(1, 3, 4, 'X')], [at(1, 1, 3, 'Y')])).toEqual(['abXdef', 1]);
  expect(edited('abcdef', [at(1, 1, 2, 'X')], [at(1, 3, 4, 'Y')])).toEqual(['XbYdef', 2]);
  // No part of a fix is made without the others.
  expect(edited('abcdef', [at(1, 1, 2, 'X')], [at(1, 1, 2, 'Y'), at(1, 5, 6, 'Z')])).toEqual(['Xbcdef', 1]);
});

it('What two fixes write alike is written once', () => {
  const head = at(1, 1, 1, 'import\n');
  expect(edited('abc', [head, at(1, 2, 3, 'B')], [head, at(1, 4, 4, 'D')])).toEqual(['import\naBcD', 2]);
  expect(edited('abc', [head], [at(1, 1, 1, 'other\n')])).toEqual(['import\nabc', 1]);
  expect(edited('abc', [at(1, 1, 2, 'X')], [at(1, 1, 1, 'X')])).toEqual(['Xbc', 1]);
});
