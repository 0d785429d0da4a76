import type { Reach } from './root.js';

/** Paths that an answer names of those that could not be read; of more there is the number. */
const MOST_NAMED = 3;

/** A file or folder that could not be read, and why. */
export interface Unread {
  readonly path: string;
  readonly reason: string;
}

/** What an answer says of what was not looked at. */
export function notesOnUnread(unread: readonly Unread[], { fileText }: Pick<Reach, 'fileText'>): string[] {
  const notes = unread.slice(0, MOST_NAMED).map(({ path, reason }) => `Not read: ${fileText(path)}: ${reason}`);
  const more = unread.length - notes.length;
  return more > 0 ? [...notes, `Not read: ${more} more.`] : notes;
}
