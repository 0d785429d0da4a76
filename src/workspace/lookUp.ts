import { statSync } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';
import { Directory, type FoundFile } from './directory.js';
import { isWithin } from './paths.js';
import type { IndexedFolder } from './types.js';

/** The files that a changed path stands for now: itself, those below it, or none where it is gone or left out. */
export function* filesAt(path: string, folders: readonly IndexedFolder[]): Generator<FoundFile> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return;
  for (const folder of folders) {
    if (!isWithin(path, folder.path)) continue;
    const directory = descend(Directory.root(folder), stats.isDirectory() ? path : dirname(path));
    if (!directory) continue;
    if (stats.isDirectory()) yield* directory.files();
    else {
      const file = directory.file(basename(path));
      if (file) yield file;
    }
  }
}

function descend(from: Directory, to: string): Directory | null {
  let directory: Directory | null = from;
  for (const part of relative(from.path, to).split(sep)) {
    if (part !== '') directory = directory?.inner(part) ?? null;
  }
  return directory;
}
