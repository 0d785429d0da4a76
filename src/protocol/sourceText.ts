/** A text that a run takes in place of what a file has on disk, which stays as it is. */
export interface SourceText {
  /** Absolute. */
  readonly file: string;
  /** The whole file. */
  readonly text: string;
}
