import {
  advance,
  shiftRange,
  swallows,
  type TextChange,
  type TextPosition,
  type TextRange,
  textIn,
} from '../gradients/textRange.js';

/** Where something that a run recorded stands now. */
interface Place {
  /** Line, from 0. */
  readonly line: number;
  /** Its text is no longer what ran; white space aside. */
  readonly stale: boolean;
}

interface Entry {
  readonly original: string;
  range: TextRange;
  /** Its text was deleted; it comes back when the same text is put in again, as undo does. */
  deleted: boolean;
}

/**
 * Follows the places of a run's models and layers through the edits of one document. It starts from the text that ran;
 * places may be asked for later, since where layers are is known only when the model trains.
 */
export class LineTracker {
  private readonly entries = new Map</* line:column */ string, Entry>();
  private readonly edits: (readonly TextChange[])[] = [];

  /**
   * @param baseline the document's text when the run started
   * @param endOf where the expression at a position of `baseline` ends; null where that is not known: its line's end counts
   */
  constructor(
    private readonly baseline: string,
    private readonly endOf: (start: TextPosition) => TextPosition | null,
  ) {}

  /** Takes the changes of one edit, in the order in which they apply. */
  edit(changes: readonly TextChange[]): void {
    this.edits.push([...changes]);
    followEdit([...this.entries.values()], changes);
  }

  /**
   * Where the expression that stood at this line and column (from 1) is now; null once it was deleted.
   * @param read gives the document's present text of a range
   */
  locate(line: number, column: number, read: (range: TextRange) => string): Place | null {
    const key = `${line}:${column}`;
    const entry = this.entries.get(key) ?? this.add(key, { line: line - 1, character: column - 1 });
    if (entry.deleted) return null;
    return { line: entry.range.start.line, stale: squeeze(read(entry.range)) !== squeeze(entry.original) };
  }

  private add(key: string, start: TextPosition): Entry {
    const range = { start, end: this.endOf(start) ?? this.endOfLine(start) };
    const entry: Entry = { original: textIn(this.baseline, range), range, deleted: false };
    for (const changes of this.edits) followEdit([entry], changes);
    this.entries.set(key, entry);
    return entry;
  }

  private endOfLine(start: TextPosition): TextPosition {
    const rest = textIn(this.baseline, { start, end: { line: start.line + 1, character: 0 } });
    return { line: start.line, character: start.character + rest.trimEnd().length };
  }
}

/** Text that an edit put in, and where it stands by now. */
interface Inserted {
  readonly text: string;
  range: TextRange;
  /** Where in the text whoever looks for the next entry begins. */
  searchFrom: number;
}

/** What one change takes out and another one of the same edit puts in was moved, as Move Line Down does with the line below. */
function followEdit(entries: readonly Entry[], changes: readonly TextChange[]): void {
  const present = entries.filter(({ deleted }) => !deleted);
  const inserted: Inserted[] = [];
  for (const change of changes) {
    follow(entries, change);
    for (const each of inserted) each.range = shiftRange(each.range, change);
    const { start } = change.range;
    inserted.push({ text: change.text, range: { start, end: advance(start, change.text) }, searchFrom: 0 });
  }
  for (const entry of present) if (entry.deleted) putBack(entry, inserted);
}

function putBack(entry: Entry, inserted: readonly Inserted[]): void {
  for (const each of inserted) {
    const found = each.text.indexOf(entry.original, each.searchFrom);
    if (found < 0) continue;
    each.searchFrom = found + entry.original.length;
    const start = advance(each.range.start, each.text.slice(0, found));
    entry.range = { start, end: advance(start, entry.original) };
    entry.deleted = false;
    return;
  }
}

function follow(entries: readonly Entry[], change: TextChange): void {
  let searchFrom = 0;
  for (const entry of entries) {
    if (!swallows(change, entry.range)) {
      entry.range = shiftRange(entry.range, change);
      continue;
    }
    const found = change.text.indexOf(entry.original, searchFrom);
    if (found >= 0) {
      searchFrom = found + entry.original.length;
      const start = advance(change.range.start, change.text.slice(0, found));
      entry.range = { start, end: advance(start, entry.original) };
      entry.deleted = false;
    } else if (entry.deleted || change.text === '' || change.text.includes('\n')) {
      entry.range = entry.deleted ? shiftRange(entry.range, change) : collapse(change.range.start);
      entry.deleted = true;
    } else {
      entry.range = { start: change.range.start, end: advance(change.range.start, change.text) };
    }
  }
}

const collapse = (at: TextPosition): TextRange => ({ start: at, end: at });

const squeeze = (text: string): string => text.replace(/\s+/g, '');
