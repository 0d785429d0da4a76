/** A line of ours on stderr, told from the user's code's by its prefix. */
export function say(line: string): void {
  process.stderr.write(`gradlens: ${line}\n`);
}
