import { expect, it } from 'vitest';
import { answerText, shortLine } from '../../../src/assistant/answerText.js';

/** Characters that 2,000 tokens have at three a token. */
const MOST = 6000;

it('an answer is its lines as long as they are short', () => {
  expect(answerText(['one', 'two'], 'Ask for less.')).toBe('one\ntwo');
});

it('of a long answer the end is left out, and it says how much', () => {
  const text = answerText(
    Array.from({ length: 1000 }, (_, index) => `line ${index}`),
    'Ask for less.',
  );
  const lines = text.split('\n');
  expect(text.length).toBeLessThan(MOST);
  expect(lines.at(-1)).toBe(`(${1001 - lines.length} more lines left out. Ask for less.)`);
});

it('one line that is too long leaves room for others', () => {
  const text = answerText(['x'.repeat(100_000), 'last'], 'Ask for less.');
  expect(text).toMatch(/^x+…\nlast$/);
  expect(text.length).toBeLessThan(MOST);
});

it('a line that is cut is as long as it may be', () => {
  expect(shortLine('abcdef', 4)).toBe('abc…');
  expect(shortLine('abcd', 4)).toBe('abcd');
});
