import type { TrainerProblem } from '../protocol/trainer.js';

/** A warning in one line for stderr, with its place where that is known. */
export function warningLine({ message, location }: TrainerProblem): string {
  const place = location ? ` (${location.file}:${location.line}:${location.column})` : '';
  return `gradlens: warning: ${message}${place}`;
}
