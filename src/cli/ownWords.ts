/** What a terminal takes as a command (C0, DEL, C1), and what turns the direction of text around; line breaks and tabs stay. */
const COMMANDS = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text of files, names and errors for a terminal: what would command it is shown as an escape, as JSON writes it. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(COMMANDS, escaped);
}

/** Writes words of ours. Everything that the command line says goes through here, so that no name in it moves a cursor or hides a line. */
export function writeOwn(stream: NodeJS.WriteStream, text: string): void {
  stream.write(printable(text));
}

/** Writes what is meant as it is: what the user's code prints, and our own commands to the terminal. */
export function writeAsIs(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text);
}

/** A line of ours on stderr, told from the user's code's by its prefix. */
export function say(line: string): void {
  writeOwn(process.stderr, `gradlens: ${line}\n`);
}

/** One object as one line of JSON; NaN and the infinities, which JSON lacks, as the strings "NaN", "Infinity", "-Infinity". */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
  )}\n`;
}

/** Rows of cells as lines whose columns stand below each other. */
export function alignedRows(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Milliseconds as 1:05 or 2:03:04. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const rest = pad(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${rest}`;
}

/** `1 fit`, `3 fits`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
