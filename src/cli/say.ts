import { writeOwn } from './ownWords.js';

/** A line of ours on stderr, told from the user's code's by its prefix. */
export function say(line: string): void {
  writeOwn(process.stderr, `gradlens: ${line}\n`);
}
