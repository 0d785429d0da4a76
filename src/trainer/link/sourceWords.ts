import { createContext, runInContext } from 'node:vm';
import type { TokenWords } from '../../protocol/kerasProgram.js';
import { wordStatements } from '../../source/javascript/wordStatements.js';
import { type FoundWords, listedWords, numberedWords, surestWords } from '../../source/tokenWords.js';

/** Milliseconds that the statements of a variable may take. */
const LIMIT = 300;

/**
 * What the numbers of tokens seem to stand for, in a module of JavaScript: its own statements, which only compute, are done once more for it.
 * @param limit milliseconds for a variable
 */
export function sourceWords(text: string, file: string, limit = LIMIT): TokenWords | null {
  return surestWords(
    wordStatements(text, file).flatMap(({ name, code }) => wordsIn(name, code, limit) ?? []),
    text,
  );
}

function wordsIn(name: string, code: string, limit: number): FoundWords | null {
  let value: unknown;
  try {
    value = JSON.parse(String(runInContext(`${code}\n;${asJson(name)}`, createContext({}), { timeout: limit })));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('items' in value) || !Array.isArray(value.items)) return null;
  const isNumbered = 'isNumbered' in value && value.isNumbered === true;
  const list = isNumbered ? numberedWords(value.items) : listedWords(value.items);
  return list && { name, list, isNumbered };
}

/** Keys of an object that are whole numbers are numbers of words. */
const asJson = (name: string): string => `(() => {
  const value = ${name};
  if (Array.isArray(value) || value instanceof Set) return JSON.stringify({ isNumbered: false, items: [...value] });
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const isByNumber = entries.every(([key]) => /^\\d+$/.test(key));
  return JSON.stringify({ isNumbered: true, items: isByNumber ? entries.map(([key, word]) => [Number(key), word]) : entries });
})()`;
