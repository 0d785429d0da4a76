import type { Finding } from '../diagnosis/finding.js';
import type { SourceLocation } from '../protocol/fit.js';

/** Characters of an answer: under 2,000 tokens of numbers and code, of which a token takes about three. */
const MOST = 5600;

export const NO_MODELS = 'No Sequential models of Keras or TensorFlow.js found there.';

/** Characters of one line, so that one alone does not take all of the answer. */
const LONGEST_LINE = MOST / 2;

/** Lines of an answer as one text; of what is too long the end is left out, which is said. */
export function answerText(texts: readonly string[], hint: string): string {
  const lines = texts.map((text) => shortLine(text, LONGEST_LINE));
  let size = 0;
  let shown = 0;
  for (; shown < lines.length; shown++) {
    size += (lines[shown]?.length ?? 0) + 1;
    if (size > MOST) break;
  }
  if (shown === lines.length) return lines.join('\n');
  const left = lines.length - shown;
  return [...lines.slice(0, shown), `(${left} more ${left === 1 ? 'line' : 'lines'} left out. ${hint})`].join('\n');
}

/** @param most characters, of which the last is an ellipsis where something is left out */
export const shortLine = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** A place as `src/net.js:12`. */
export type PlaceText = (location: Pick<SourceLocation, 'file' | 'line'>) => string;

/** A finding: what and where, then why it matters and what helps. @param at its place; null where it has none */
export const findingText = (at: string | null, finding: Finding & { readonly rule: string }): readonly string[] => {
  const { severity, message, rule, why, help } = finding;
  return [`${at === null ? '' : `${at} `}${severity}: ${message} [${rule}]`, `  ${why} ${help}`];
};
