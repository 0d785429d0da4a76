import { readFileSync } from 'node:fs';
import { isNotebookFile } from '../protocol/cellsText.js';
import { findModels } from '../source/findModels.js';
import type { FoundFile } from './indexedFiles.js';
import type { IndexedModel } from './types.js';

const MEGABYTE = 1_000_000;
/** Beyond it source is a bundle or data. */
const LARGEST_SOURCE = MEGABYTE;
/** Notebooks carry their outputs, pictures among them. */
const LARGEST_NOTEBOOK = 24 * MEGABYTE;
/** Every way to make a Sequential has the word; a file without it need not be parsed. */
const MENTION = /sequential/i;

/**
 * The models of a file, as they are listed.
 * @param reading told before a file is parsed, which is what may take long
 */
export function readModels({ path, size }: FoundFile, reading: (file: string) => void): IndexedModel[] {
  if (size > (isNotebookFile(path) ? LARGEST_NOTEBOOK : LARGEST_SOURCE)) return [];
  const bytes = readIfPossible(path);
  if (!bytes || !MENTION.test(bytes.toString('latin1'))) return [];
  reading(path);
  return findModels(bytes.toString('utf8').replace(/^\uFEFF/, ''), path).map(({ name, line, framework, layers }) => ({
    name,
    line,
    framework,
    layers: layers.length,
  }));
}

/** A file that went away or is another user's has no models to show. */
function readIfPossible(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
