import { NOTE_KINDS } from '../protocol/sourceNote.js';
import type { Run } from '../runs/types.js';
import { type PlaceText, shortLine } from './answerText.js';
import { runAnswer } from './runAnswer.js';

/** Lines of what the user's code printed that a failed run is told with: its last ones. */
const LAST_PRINTED = 10;

/** Characters of each of them. */
const LONGEST_PRINTED = 200;

/** Milliseconds that code behind a fit has to end when the time is up: an assistant waits for the answer. */
export const CODE_BEHIND = 3000;

interface Training {
  /** What it was given, and whether they were up. */
  readonly seconds: number;
  readonly isTimeUp: boolean;
}

/** What came of a training that an assistant asked for: as a run is told, with what was assumed, and why it ended. */
export function trainedAnswer(run: Run, place: PlaceText, { seconds, isTimeUp }: Training): string {
  const { notes, proposed } = run.request;
  const isFailed = run.state.kind === 'ended' && run.state.outcome === 'failed';
  const printed = isFailed ? [...run.output.lines, ...run.output.open].slice(-LAST_PRINTED) : [];
  return runAnswer(run, place, [
    ...(isTimeUp ? [`Its ${seconds} s were up: more seconds train it further.`] : []),
    ...notes.map((note) => `${NOTE_KINDS[note.kind]}: ${note.text} (${place(note)})`),
    ...proposed.map(({ name, value }) => `Assumed: ${name} = ${value}`),
    ...printed.map(({ text }) => `Printed: ${shortLine(text, LONGEST_PRINTED)}`),
  ]);
}
