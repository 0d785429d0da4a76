/** A text that a run takes in place of what a file has on disk, which stays as it is. */
export interface SourceText {
  /** Absolute. */
  readonly file: string;
  /** The whole file. */
  readonly text: string;
}

/** A file's text with one character at each line's end and no byte order mark: as runs keep it, and as it is held against what they kept. */
export const plainLines = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
