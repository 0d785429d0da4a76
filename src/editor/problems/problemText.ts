import type { TrainerProblem } from '../../protocol/trainer.js';

/** The first line of a problem with its place: `train.js:12: x is not defined`. */
export function problemText({ message }: Pick<TrainerProblem, 'message'>, place: string | null): string {
  const first = message.split('\n', 1)[0] ?? message;
  return place === null || first.includes(place) ? first : `${place}: ${first}`;
}
