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
