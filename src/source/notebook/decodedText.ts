const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
const pieces = /[^\\]+|\\u[0-9a-fA-F]{4}|\\[\s\S]/g;

/** Text that JSON strings spell, and where each character of it stands in the file. */
export class DecodedText {
  text = '';
  /** Parallel: where a stretch starts in the text and in the file, and its length in the file where it is one escape. */
  private readonly starts: number[] = [];
  private readonly rawStarts: number[] = [];
  private readonly escapeLengths: number[] = [];

  /** Adds what the file spells between two offsets. */
  append(file: string, from: number, to: number): void {
    const raw = file.slice(from, to);
    for (const { 0: piece, index } of raw.matchAll(pieces)) {
      const isEscape = piece.startsWith('\\');
      this.add(isEscape ? decode(piece) : piece, from + index, isEscape ? piece.length : 0);
    }
  }

  /** Adds text that the file does not spell, at a place in it. */
  add(text: string, rawStart: number, escapeLength = 0): void {
    this.starts.push(this.text.length);
    this.rawStarts.push(rawStart);
    this.escapeLengths.push(escapeLength);
    this.text += text;
  }

  /** Where the character at an offset starts in the file. */
  rawOffset(offset: number): number {
    const index = this.stretchAt(offset);
    const within = offset - (this.starts[index] ?? 0);
    return (this.rawStarts[index] ?? 0) + (this.escapeLengths[index] ? 0 : within);
  }

  /** Where the character before an offset ends in the file. */
  rawEnd(offset: number): number {
    if (offset === 0) return this.rawOffset(0);
    const length = this.escapeLengths[this.stretchAt(offset - 1)] || 1;
    return this.rawOffset(offset - 1) + length;
  }

  /** The offset of what stands at a place in the file, or of what comes next. */
  offsetOf(raw: number): number {
    const index = lastAtMost(this.rawStarts, raw);
    const start = this.starts[index] ?? 0;
    const next = this.starts[index + 1] ?? this.text.length;
    const within = this.escapeLengths[index] ? 0 : raw - (this.rawStarts[index] ?? 0);
    return Math.max(0, Math.min(start + within, next));
  }

  private stretchAt(offset: number): number {
    return lastAtMost(this.starts, offset);
  }
}

function decode(sequence: string): string {
  if (sequence.length === 6) return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
  const mark = sequence.slice(1);
  return escapes[mark] ?? mark;
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
