/** Puts pieces of a source below one another, each at its own columns, and remembers the line that each row came from. */
export class SliceText {
  private readonly rows: string[] = [];
  private readonly sources: number[] = [];

  /** Code that no line of the source has. */
  made(code: string): void {
    this.rows.push(code);
    this.sources.push(0);
  }

  /** @param line of the first row, from 1; @param column of its first character, from 0 */
  piece(text: string, line: number, column: number): void {
    text.split(/\r\n?|\n/).forEach((row, index) => {
      this.rows.push(index === 0 ? ' '.repeat(column) + row : row);
      this.sources.push(line + index);
    });
  }

  get code(): string {
    return this.rows.join('\n');
  }

  /** For each row the source's line, from 1; 0 for code that was made. */
  get lines(): readonly number[] {
    return this.sources;
  }
}
