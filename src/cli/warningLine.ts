import { NOTE_KINDS, type SourceNote } from '../protocol/sourceNote.js';
import type { TrainerProblem } from '../protocol/trainer.js';
import { pathText, placeText } from './placeText.js';

/** A warning in one line for stderr, with its place where that is known. */
export function warningLine({ message, location }: TrainerProblem): string {
  const place = location ? ` (${pathText(location)})` : '';
  return `gradlens: warning: ${message}${place}`;
}

/** A note in one line. */
export function noteLine(note: Pick<SourceNote, 'kind' | 'text' | 'file' | 'line'>): string {
  return `${NOTE_KINDS[note.kind]}: ${placedText(note)}`;
}

/** What a note says, with its place. */
export function placedText({ text, file, line }: Pick<SourceNote, 'text' | 'file' | 'line'>): string {
  return `${text} (${placeText({ file, line })})`;
}
