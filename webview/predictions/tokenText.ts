import type { TokensView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount } from '../../src/protocol/numberText.js';

/** The tokens of a sample without the zeros that fill it up. */
export interface UnpaddedTokens {
  readonly tokens: readonly number[];
  /** Zeros that fill it up. */
  readonly padding: number;
}

export function unpadded(values: Float32Array, { padding }: TokensView): UnpaddedTokens {
  if (padding === null) return { tokens: [...values], padding: 0 };
  const from = padding === 'front' ? values.findIndex((token) => token !== 0) : 0;
  const to = padding === 'back' ? values.findLastIndex((token) => token !== 0) + 1 : values.length;
  const tokens = from < 0 ? [] : [...values.subarray(from, to)];
  return { tokens, padding: values.length - tokens.length };
}

/** A sample as a text: words where they are known, else numbers. */
export function tokensText(tokens: readonly number[], { words }: TokensView): string {
  return words
    ? tokens.map((token) => words.list[token] || String(token)).join(' ')
    : tokens.map((token) => String(token)).join(', ');
}

/** What a person typed, as a sample; or what is wrong with it, in a sentence. */
export type TypedTokens =
  | { readonly sample: readonly number[]; readonly padding: number; readonly unknown: readonly string[] }
  | { readonly wrong: string };

/** What vocabularies have for words that they do not know. */
const UNKNOWN = /^[<[(]?(?:unk|unknown|oov)[>\])]?$/i;

/** @param length tokens of a sample */
export function typedTokens(text: string, { count, padding, words }: TokensView, length: number): TypedTokens {
  const parts = text.split(words ? /\s+/ : /[\s,;[\]]+/).filter((part) => part !== '');
  if (parts.length === 0) return { wrong: words ? 'Type words.' : 'Type the numbers of tokens.' };
  const read = parts.map(reader({ count, padding, words }));
  const wrong = parts[read.indexOf('wrong')];
  if (wrong !== undefined)
    return { wrong: `${wrong} is no token: they are whole numbers from 0 to ${formatCount(count - 1)}.` };
  const unknown = parts.filter((_, at) => read[at] === 'unknown');
  const ofUnknown = words?.list.findIndex((word) => UNKNOWN.test(word)) ?? -1;
  const tokens = read.map((token) => (typeof token === 'number' ? token : ofUnknown)).filter((token) => token >= 0);
  if (tokens.length === 0) return { wrong: `None of these words is in ${words?.from}.` };
  if (tokens.length > length)
    return { wrong: `These are ${formatCount(tokens.length)} tokens; the net takes ${formatCount(length)} at most.` };
  const zeros = new Array<number>(length - tokens.length).fill(0);
  const sample = padding === 'back' ? [...tokens, ...zeros] : [...zeros, ...tokens];
  return { sample, padding: zeros.length, unknown };
}

/** What a part of a text stands for. */
function reader({ count, words }: TokensView): (part: string) => number | 'unknown' | 'wrong' {
  const known = [...(words?.list ?? []).entries()].filter(([, word]) => word !== '');
  const numbers = new Map(known.map(([token, word]) => [word, token] as const).toReversed());
  return (part) => {
    const plain = bare(part);
    const word = numbers.get(part) ?? numbers.get(part.toLowerCase()) ?? numbers.get(plain);
    if (word !== undefined) return word;
    if (/^\d+$/.test(words ? plain : part) && Number(plain) < count) return Number(plain);
    return words && !/^[-\d.,]+$/.test(part) ? 'unknown' : 'wrong';
  };
}

/** A word as texts are usually split: in small letters, without the signs around it. */
const bare = (part: string): string => part.toLowerCase().replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
