import { cellsText, isNotebookFile } from '../../protocol/cellsText.js';
import { plainLines } from '../../protocol/sourceText.js';
import type { KeptSource } from '../../runFiles/sources.js';
import { Notebook } from '../../source/notebook/notebook.js';
import { readSource } from './sourceTexts.js';

/** Characters of one file that are kept, and of all files of a run together. */
const MOST_OF_FILE = 500_000;
const MOST_OF_RUN = 2_000_000;
/** Code that people write has these endings; JSON that is imported may be data. */
const CODE = /\.(?:[cm]?[jt]sx?|html?|vue|svelte|py|ipynb)$/i;

/** What of the user's code a run has come to, told once for each file as the run has it: later edits change nothing of it. */
export class KeptSources {
  private readonly seen = new Set<string>();
  private left = MOST_OF_RUN;

  constructor(private readonly tell: (source: KeptSource) => void) {}

  /** @param file null where it is not the user's */
  add(file: string | null): void {
    if (file === null || this.seen.has(file) || !CODE.test(file)) return;
    this.seen.add(file);
    const text = normalized(file);
    if (text === null) return;
    const isKept = text.length <= Math.min(MOST_OF_FILE, this.left);
    if (isKept) this.left -= text.length;
    this.tell({ file, text: isKept ? text : null });
  }
}

/** Null where the file cannot be read: who loads it says so. */
function normalized(file: string): string | null {
  try {
    const text = readSource(file);
    const code = isNotebookFile(file) ? cellsOf(text) : text;
    return plainLines(code);
  } catch {
    return null;
  }
}

function cellsOf(text: string): string {
  const { program, cells } = new Notebook(text);
  return cellsText(cells.map(({ index, from, to }) => ({ index, text: program.slice(from, to) })));
}
