import { AlertMistake, alertExpression } from './alertExpression.js';
import { nameMistake } from './alertNames.js';

/**
 * What is wrong with an alert's condition, in a sentence; null where nothing is.
 * @param metrics names that are known beside those of Keras and tfjs
 */
export function alertMistake(when: string, metrics: readonly string[] = []): string | null {
  try {
    const mistakes = alertExpression(when).names.map((name) => nameMistake(name, metrics));
    return mistakes.find((mistake) => mistake !== null) ?? null;
  } catch (error) {
    if (error instanceof AlertMistake) return error.message;
    throw error;
  }
}
