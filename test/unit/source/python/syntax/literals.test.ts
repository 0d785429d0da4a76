import { expect, it } from 'vitest';
import { numberOf, stringOf } from '../../../../../src/source/python/syntax/literals.js';

it.each([
  ['"a"', 'a'],
  ["'a\\'b'", "a'b"],
  ['"""a\n"b\\n"""', 'a\n"b\n'],
  ["r'\\d\\n'", '\\d\\n'],
  ["'\\d'", '\\d'],
  ["'\\x41\\u00e9'", 'Aé'],
  ["'a\\\nb'", 'ab'],
  ["b'x'", 'x'],
  ["''", ''],
  ["'open", 'open'],
])('%s is the text %j', (literal, text) => {
  expect(stringOf(literal)).toBe(text);
});

it.each([
  ['3', 3],
  ['-3', -3],
  ['- 3', -3],
  ['1.', 1],
  ['.5', 0.5],
  ['1_000', 1000],
  ['1e-4', 1e-4],
  ['0x1F', 31],
  ['-0x10', -16],
  ['0b11', 3],
  ['017', 15],
  ['5L', 5],
  ['0.5', 0.5],
  ['3j', null],
  ['x', null],
  ['-x', null],
  ['', null],
])('%s is the number %s', (literal, number) => {
  expect(numberOf(literal)).toBe(number);
});
