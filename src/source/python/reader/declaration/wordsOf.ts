import { Vocabulary } from '../../../../arrays/keras/vocabulary.js';
import type { TokenWords } from '../../../../protocol/kerasProgram.js';
import {
  type FoundWords,
  listedWords,
  MOST_WORDS,
  numberedWords,
  surestWords,
  WORDS_NAME,
} from '../../../tokenWords.js';
import { contentsOf } from '../contents/contentsOf.js';
import type { Machine } from '../machine.js';
import { isKind, type Value } from '../values/values.js';

/**
 * What the numbers of tokens seem to stand for: words that a Tokenizer or a TextVectorization numbers, a dict of words and their numbers that is named
 * so, else a list.
 */
export function wordsOf({ module, root }: Pick<Machine, 'module' | 'root'>): TokenWords | null {
  const found = [...module.variables].flatMap(([name, value]) => foundIn(name, value) ?? []);
  return surestWords(found, found.length > 0 ? root.text : '');
}

function foundIn(name: string, value: Value): FoundWords | null {
  const contents = contentsOf(value);
  const own = contents instanceof Vocabulary ? contents.words : null;
  if (own) return { name, list: own.slice(0, MOST_WORDS), isNumbered: true };
  if (!WORDS_NAME.test(name)) return null;
  const isNumbered = isKind(value, 'dict');
  const list = isNumbered
    ? numberedWords([...value.entries])
    : isKind(value, 'list') && !value.lost
      ? listedWords(value.items)
      : null;
  return list && { name, list, isNumbered };
}
