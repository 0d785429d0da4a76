import { basename } from 'node:path';
import type { SourceNote } from '../protocol/sourceNote.js';
import type { TrainerProblem } from '../protocol/trainer.js';

/** A warning in one line for stderr, with its place where that is known. */
export function warningLine({ message, location }: TrainerProblem): string {
  const place = location ? ` (${location.file}:${location.line}:${location.column})` : '';
  return `gradlens: warning: ${message}${place}`;
}

/** What a note begins with. */
const KINDS: Readonly<Record<SourceNote['kind'], string>> = {
  'not-done': 'not done',
  'random-data': 'random data',
  guessed: 'guessed',
};

/** A note in one line. */
export function noteLine(note: Pick<SourceNote, 'kind' | 'text' | 'file' | 'line'>): string {
  return `${KINDS[note.kind]}: ${placedText(note)}`;
}

/** What a note says, with its place. */
export function placedText({ text, file, line }: Pick<SourceNote, 'text' | 'file' | 'line'>): string {
  return `${text} (${basename(file)}:${line})`;
}
