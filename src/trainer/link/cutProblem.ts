import type { TrainerProblem } from '../../protocol/trainer.js';

/** Characters of a message: it stands in notifications, in the run's header and on the last line of a command. */
const MOST_MESSAGE = 2000;
/** Characters of a stack as the log gets it. */
const MOST_IN_LOG = 1_000_000;
/** Characters of a stack as the run's file keeps it. */
const MOST_IN_FILE = 16_384;

/** A problem that every reader can take, however long the error's text was: the log has more of it. */
export function cutForLog(problem: TrainerProblem): TrainerProblem {
  const { message, stack } = problem;
  const more =
    message.length > MOST_MESSAGE ? ` (${message.length.toLocaleString('en')} characters; the log has more)` : '';
  return { ...problem, message: cutEnd(message, MOST_MESSAGE) + more, stack: stack && cutMiddle(stack, MOST_IN_LOG) };
}

export function cutForFile(problem: TrainerProblem): TrainerProblem {
  return { ...problem, stack: problem.stack && cutMiddle(problem.stack, MOST_IN_FILE) };
}

/** Leaves the beginning, where a stack has its message, and the end, where it has its frames. */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`;
}

const cutEnd = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);
