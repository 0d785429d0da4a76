import type { TokenWords } from '../protocol/kerasProgram.js';

/** What programs call the words, or characters, that their tokens stand for, by their numbers or the other way round. */
export const WORDS_NAME =
  /vocab|dictionary|^(?:itos|stoi)$|(?:word|token|char|index|idx|id|int|i)s?_?(?:2|to)_?(?:word|token|char|index|idx|id|int|i)|(?:word|token|char)_?ind(?:ex|ices)/i;

/** Words that a run keeps, and characters of all of them. */
export const MOST_WORDS = 20_000;
const MOST_CHARACTERS = 200_000;

export interface FoundWords extends TokenWords {
  /** Whether the source says their numbers; else they are counted from 0. */
  readonly isNumbered: boolean;
}

/**
 * Those of the variables that say most. Null where two of them say different things, or the source adds something to their numbers, and where a text of
 * them could not be taken apart again.
 * @param text of the source
 */
export function surestWords(found: readonly FoundWords[], text: string): TokenWords | null {
  if (found.some(({ name }) => isShifted(name, text))) return null;
  const texts = found.filter((words) => isText(words.list) && (words.isNumbered || isFromZero(words, text)));
  const numbered = texts.filter(({ isNumbered }) => isNumbered);
  const [first, ...others] = numbered.length > 0 ? numbered : texts;
  const own = first?.list.join(' ');
  if (!first || others.some(({ list }) => list.join(' ') !== own)) return null;
  return { name: first.name, list: first.list };
}

const escaped = (name: string): string => name.replaceAll('$', '\\$');

/** `word_index[word] + 3`, `vocab.indexOf(word) + 1` */
function isShifted(name: string, text: string): boolean {
  const looked = String.raw`(?:\[[^\]\n]*\]|\.(?:get|index|indexOf)\((?:[^()\n]|\([^()\n]*\))*\))`;
  return new RegExp(String.raw`(?<![\w$])${escaped(name)}${looked}\)?\s*[+-](?![=+-])`).test(text);
}

/** A list counts from 0 where it begins with what fills up, or where the source asks it for a word's place. */
function isFromZero({ name, list: [first = ''] }: TokenWords, text: string): boolean {
  if (/^(?:[<[(_]*(?:pad|unk|oov|s|start|bos)[>\])_]*)?$/i.test(first)) return true;
  return new RegExp(String.raw`(?<![\w$])${escaped(name)}\.index(?:Of)?\(`).test(text);
}

const isText = (list: readonly string[]): boolean =>
  list.reduce((sum, word) => sum + word.length, 0) <= MOST_CHARACTERS && !list.some((word) => /\s/.test(word));

/** A list of words. Null for anything else. */
export function listedWords(items: readonly unknown[]): string[] | null {
  const isWhole = items.length > 1 && items.length <= MOST_WORDS;
  return isWhole && items.every((item) => typeof item === 'string') ? [...items] : null;
}

/** Words with a number each, either first. Null for anything else. */
export function numberedWords(entries: readonly (readonly [unknown, unknown])[]): string[] | null {
  if (entries.length < 2 || entries.length > MOST_WORDS) return null;
  const list: string[] = [];
  for (const [key, item] of entries) {
    const [word, number] = typeof key === 'string' ? [key, item] : [item, key];
    if (typeof word !== 'string' || typeof number !== 'number') return null;
    if (!Number.isInteger(number) || number < 0 || number > MOST_WORDS || list[number] !== undefined) return null;
    list[number] = word;
  }
  return Array.from(list, (word) => word ?? '');
}
