import { readFileSync, realpathSync } from 'node:fs';
import type { SourceText } from '../../protocol/sourceText.js';

/** By path, as it was asked for and as Node names it once links are followed. */
let served: ReadonlyMap<string, string> = new Map();

/** Serves edited texts in this thread in place of what their files have on disk. Whoever reads source does so through `readSource`. */
export function serveTexts(texts: readonly SourceText[]): void {
  served = new Map(texts.flatMap(({ file, text }) => [file, realPath(file)].map((path) => [path, text] as const)));
}

/** The text that is served for a file; null where it runs as it is on disk. */
export const servedText = (file: string): string | null => served.get(file) ?? null;

/** A file of the user's as this run has it. @throws {Error} where it is neither served nor can be read */
export const readSource = (file: string): string => servedText(file) ?? readFileSync(file, 'utf8');

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
