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

/** What a person typed, as a sample; or what is wrong with it, in a sentence. */
export type TypedTokens = { readonly sample: readonly number[]; readonly padding: number } | { readonly wrong: string };

/** @param length tokens of a sample */
export function typedTokens(text: string, { count, padding }: TokensView, length: number): TypedTokens {
  const parts = text.split(/[\s,;[\]]+/).filter((part) => part !== '');
  if (parts.length === 0) return { wrong: 'Type the numbers of tokens.' };
  const wrong = parts.find((part) => !/^\d+$/.test(part) || Number(part) >= count);
  if (wrong !== undefined)
    return { wrong: `${wrong} is no token: they are whole numbers from 0 to ${formatCount(count - 1)}.` };
  if (parts.length > length)
    return { wrong: `These are ${formatCount(parts.length)} tokens; the net takes ${formatCount(length)} at most.` };
  const zeros = new Array<number>(length - parts.length).fill(0);
  const tokens = parts.map(Number);
  return { sample: padding === 'back' ? [...tokens, ...zeros] : [...zeros, ...tokens], padding: zeros.length };
}
