/** A stretch of a source file, lines and columns from 1, the end exclusive. */
export interface SourceSpan {
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}
