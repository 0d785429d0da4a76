import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const SOURCE = /(?<!\.d)\.(?:[mc]?[jt]s|[jt]sx)$/;
const SKIPPED = /^(?:\.|node_modules$|bower_components$|dist$|build$|out$|coverage$|venv$|__pycache__$)/;
/** More than the projects have in which one file trains another's model; a whole disk is not searched. */
const MAX_FILES = 4000;
const MAX_FOLDERS = 2000;

/** JavaScript and TypeScript of a folder and of those in it, the nearest first; what is installed or generated is left out. */
export async function sourceFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [folder];
  for (let index = 0; index < Math.min(folders.length, MAX_FOLDERS); index++) {
    const at = folders[index] ?? folder;
    for (const entry of await entriesOf(at)) {
      if (entry.isDirectory() && !SKIPPED.test(entry.name)) folders.push(join(at, entry.name));
      if (entry.isFile() && SOURCE.test(entry.name)) files.push(join(at, entry.name));
      if (files.length === MAX_FILES) return files;
    }
  }
  return files;
}

const entriesOf = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true }).catch(() => []);
