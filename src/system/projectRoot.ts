import { access } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

const REPOSITORY = ['.git', '.hg', '.svn', '.jj'];
const MANIFEST = ['package.json', 'pyproject.toml', 'setup.py', 'requirements.txt', 'environment.yml', 'Pipfile'];

/**
 * The folder at which a file's project ends: its repository's, else the nearest with a manifest, else the folder that somebody works in where the file
 * is below it, else the file's own.
 */
export async function projectRoot(file: string, workingFolder: string): Promise<string> {
  const own = dirname(file);
  const found = (await nearestWith(own, REPOSITORY)) ?? (await nearestWith(own, MANIFEST));
  return found ?? (isWithin(own, workingFolder) ? workingFolder : own);
}

/** The folders from a file's own up to that one, which is the last. */
export function foldersUpTo(file: string, root: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === root || folder === dirname(folder)) return folders;
  }
}

async function nearestWith(start: string, names: readonly string[]): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const name of names) if (await exists(join(folder, name))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

function isWithin(folder: string, outer: string): boolean {
  const path = relative(outer, folder);
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`));
}
