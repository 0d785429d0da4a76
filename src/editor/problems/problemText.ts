import { basename } from 'node:path';
import type { TrainerProblem } from '../../protocol/trainer.js';

/** The first line of a problem with its place: `train.js:12: x is not defined`. */
export function problemText({ message, location }: Pick<TrainerProblem, 'message' | 'location'>): string {
  const first = message.split('\n', 1)[0] ?? message;
  if (!location) return first;
  const place = `${basename(location.file)}:${location.line}`;
  return first.includes(place) ? first : `${place}: ${first}`;
}
