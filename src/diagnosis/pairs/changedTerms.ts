/** What an edit touches that changes what a measure means, and not only how good it is. */
interface ChangedTerm {
  readonly words: RegExp;
  /** Names in the logs that can no longer be held against each other. */
  readonly spoils: RegExp;
  /** Half a sentence. */
  readonly reason: string;
}

const TERMS: readonly ChangedTerm[] = [
  {
    words: /regulari[sz]er/i,
    spoils: /^(?:val_)?loss$/,
    reason: 'the loss has the penalty of the regularizer in it',
  },
  {
    words: /dropout|gaussian_?noise/i,
    spoils: /^(?!val_)/,
    reason: 'dropout and noise act on what is measured in training, and there is no validation',
  },
  {
    words: /(?:class|sample)_?weight/i,
    spoils: /^loss$/,
    reason: 'weights of classes or samples change the loss itself',
  },
  {
    words: /validation_?(?:split|data)/i,
    spoils: /^val_/,
    reason: 'the edit changes what the model is validated on',
  },
];

/** A file's text as it is, and as the edit makes it. */
export interface EditedTexts {
  readonly before: string;
  readonly after: string;
}

/** Why an edit makes a value mean something else; null where it does not. */
export function spoiledBy(texts: EditedTexts, name: string): string | null {
  const term = TERMS.find(({ words, spoils }) => spoils.test(name) && isChanged(texts, words));
  return term?.reason ?? null;
}

const isChanged = ({ before, after }: EditedTexts, words: RegExp): boolean =>
  usesOf(before, words) !== usesOf(after, words);

/** Every use of the words, each with what it is given. */
function usesOf(text: string, words: RegExp): string {
  const uses = text.matchAll(new RegExp(`(?:${words.source})[^,;)}]{0,80}`, 'gi'));
  return [...uses].map(([use]) => use.trimEnd()).join();
}
