import { stripVTControlCharacters } from 'node:util';
import type { Printed } from '../../process/printedLines.js';
import type { OutputLine, StoredOutput } from '../../runFiles/output.js';

/** What memory keeps: at least so many of the last lines, unless they have more characters than this. */
export const MOST_LINES = 10_000;
export const MOST_CHARACTERS = 1 << 20;
/** Lines beyond that which are let go together, so that not each new line moves all others. */
const SLACK = 1000;
/** Characters of a line that are kept. */
const LONGEST_LINE = 2000;

/** What GradLens itself says in a run's process is for the log alone. */
const NOT_PRINTED = 'GradLens: ';

/** What a run has printed. */
export interface PrintedOutput {
  /** The last lines that have ended. */
  readonly lines: readonly OutputLine[];
  /** Lines before them that are no longer kept. */
  readonly dropped: number;
  /** Lines that have not ended yet: a prompt, a progress bar. */
  readonly open: readonly OutputLine[];
  /** Another one with each change. */
  readonly version: number;
}

/** The end of what a run prints, in bounded memory and as plain text: colors and what else commands a terminal is left out. */
export class RunOutput implements PrintedOutput {
  private kept: OutputLine[] = [];
  private characters = 0;
  private readonly opened = { stdout: '', stderr: '' };
  dropped = 0;
  version = 0;

  get lines(): readonly OutputLine[] {
    return this.kept;
  }

  get open(): readonly OutputLine[] {
    const { stdout, stderr } = this.opened;
    const lines = [
      { text: stdout, isError: false },
      { text: stderr, isError: true },
    ];
    return lines.filter(({ text }) => text !== '');
  }

  /** @returns the lines that have ended, as they are kept */
  add(stream: 'stdout' | 'stderr', { lines, open }: Printed): readonly OutputLine[] {
    const isError = stream === 'stderr';
    const isOwn = (line: string): boolean => isError && line.startsWith(NOT_PRINTED);
    const ended = lines.filter((line) => !isOwn(line)).map((line) => ({ text: plainLine(line), isError }));
    this.opened[stream] = isOwn(open) ? '' : plainLine(open);
    this.keep(ended);
    return ended;
  }

  /** As an earlier session kept it. */
  restore({ lines, dropped }: StoredOutput): void {
    this.kept = [];
    this.characters = 0;
    this.dropped = dropped;
    this.keep(lines);
  }

  private keep(lines: readonly OutputLine[]): void {
    this.version += 1;
    for (const line of lines) {
      this.kept.push(line);
      this.characters += line.text.length;
    }
    if (this.kept.length <= MOST_LINES + SLACK && this.characters <= MOST_CHARACTERS) return;
    let gone = Math.max(0, this.kept.length - MOST_LINES);
    for (const { text } of this.kept.slice(0, gone)) this.characters -= text.length;
    // As with lines: some more than needed, so that the next ones have room.
    while (this.characters > MOST_CHARACTERS * 0.9) this.characters -= this.kept[gone++]?.text.length ?? 0;
    this.kept.splice(0, gone);
    this.dropped += gone;
  }
}

function plainLine(line: string): string {
  const plain = stripVTControlCharacters(line)
    .replaceAll('\t', '    ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out.
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '');
  const more = plain.length - LONGEST_LINE;
  return more > 0 ? `${plain.slice(0, LONGEST_LINE)}… (${more} more characters)` : plain;
}
