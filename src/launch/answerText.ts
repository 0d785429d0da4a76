import type { ModelChoices } from '../protocol/config.js';
import type { Answers } from '../protocol/launch.js';

const WORD = /^[A-Za-z_$][\w$-]*$/;
const LITERAL_WORDS = /^(true|false|null|undefined|NaN|Infinity|True|False|None)$/;

/** What a person typed as a value: a bare word such as `relu` is a string, all else the text of an expression. */
export function answerText(typed: string): string {
  const text = typed.trim();
  return WORD.test(text) && !LITERAL_WORDS.test(text) ? JSON.stringify(text) : text;
}

/** Answers as `gradlens.json` keeps them, so that `configAnswers` gives them back: numbers and bare words as a person would write them. */
export function configValues(answers: Answers): NonNullable<ModelChoices['values']> {
  return Object.fromEntries(Object.entries(answers).map(([name, text]) => [name, configValue(text)]));
}

function configValue(text: string): string | number | boolean | unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'number' || typeof value === 'boolean' || Array.isArray(value)) return value;
    if (typeof value === 'string' && answerText(value) === text) return value;
  } catch {
    // An expression.
  }
  return text;
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
