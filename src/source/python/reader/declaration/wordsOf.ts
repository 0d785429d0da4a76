import { Vocabulary } from '../../../../arrays/keras/vocabulary.js';
import type { KerasWords } from '../../../../protocol/kerasProgram.js';
import { contentsOf } from '../contents/contentsOf.js';
import type { Machine } from '../machine.js';
import { isKind, type Value } from '../values/values.js';

/** What programs call the words, or characters, that their tokens stand for, by their numbers or the other way round. */
const NAME =
  /vocab|dictionary|^(?:itos|stoi)$|(?:word|token|char|index|idx|id|int|i)s?_?(?:2|to)_?(?:word|token|char|index|idx|id|int|i)|(?:word|token|char)_?ind(?:ex|ices)/i;

/** Words that a run keeps, and characters of all of them. */
const MOST_WORDS = 20_000;
const MOST_CHARACTERS = 200_000;

/** A variable's words, and how sure their order is: the lower, the surer. */
interface Found extends KerasWords {
  readonly rank: number;
}

/**
 * What the numbers of tokens seem to stand for: words that a Tokenizer or a TextVectorization numbers, a dict of words and their numbers that is named
 * so, else a list. Null where two of them say different things.
 */
export function wordsOf({ module }: Pick<Machine, 'module'>): KerasWords | null {
  const found = [...module.variables].flatMap(([name, value]) => foundIn(name, value) ?? []);
  const surest = Math.min(...found.map(({ rank }) => rank));
  const [first, ...others] = found.filter(({ rank }) => rank === surest);
  const text = first?.list.join(' ');
  if (!first || others.some(({ list }) => list.join(' ') !== text)) return null;
  return { name: first.name, list: first.list };
}

function foundIn(name: string, value: Value): Found | null {
  const contents = contentsOf(value);
  const numbered = contents instanceof Vocabulary ? contents.words : null;
  const list = numbered?.slice(0, MOST_WORDS) ?? (NAME.test(name) ? listOf(value) : null);
  if (!list || !isText(list)) return null;
  return { name, list, rank: numbered || isKind(value, 'dict') ? 0 : 1 };
}

/** A text of them can be taken apart again. */
const isText = (list: readonly string[]): boolean =>
  list.reduce((sum, word) => sum + word.length, 0) <= MOST_CHARACTERS && !list.some((word) => /\s/.test(word));

function listOf(value: Value): string[] | null {
  if (isKind(value, 'list')) {
    const isWhole = value.items.length > 1 && value.items.length <= MOST_WORDS && !value.lost;
    return isWhole && value.items.every((item) => typeof item === 'string') ? [...value.items] : null;
  }
  if (!isKind(value, 'dict') || value.entries.size < 2 || value.entries.size > MOST_WORDS) return null;
  const list: string[] = [];
  for (const [key, item] of value.entries) {
    const [word, number] = typeof key === 'string' ? [key, item] : [item, key];
    if (typeof word !== 'string' || typeof number !== 'number') return null;
    if (!Number.isInteger(number) || number < 0 || number > MOST_WORDS || list[number] !== undefined) return null;
    list[number] = word;
  }
  return Array.from(list, (word) => word ?? '');
}
