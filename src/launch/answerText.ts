import type { ModelChoices } from '../protocol/config.js';
import type { Answers } from '../protocol/launch.js';

const WORD = /^[A-Za-z_$][\w$-]*$/;
const LITERAL_WORDS = /^(true|false|null|undefined|NaN|Infinity|True|False|None)$/;

/** What a person typed as a value: a bare word such as `relu` is a string, all else the text of an expression. */
export function answerText(typed: string): string {
  const text = typed.trim();
  return WORD.test(text) && !LITERAL_WORDS.test(text) ? JSON.stringify(text) : text;
}

/** The values of `gradlens.json`: its strings are expressions, its other values literals. */
export function configAnswers(values: ModelChoices['values']): Answers {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? answerText(value) : JSON.stringify(value),
    ]),
  );
}
