import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold other people's code or none: what is installed, what version control keeps, Python's environments and caches. */
const SKIPPED = new Set([
  'node_modules',
  'bower_components',
  '.yarn',
  '.vscode-test',
  '.git',
  '.hg',
  '.svn',
  'site-packages',
  '.venv',
  '.tox',
  '__pycache__',
  '.ipynb_checkpoints',
]);

export const isSkippedFolder = (name: string): boolean => SKIPPED.has(name);

export interface WalkOptions {
  /** Whether a folder below, by its path, is left out too. */
  readonly leavesOut?: (folder: string) => boolean;
  /** Told of a folder that cannot be read; the walk goes on. */
  readonly onUnreadable?: (folder: string, error: unknown) => void;
}

/** The files below a folder, the nearest first. Links to folders are not followed, as they may lead back up. */
export function* walkFolder(folder: string, options: WalkOptions = {}): Generator<string> {
  const { leavesOut = () => false, onUnreadable = () => {} } = options;
  const folders = [folder];
  for (const at of folders) {
    for (const entry of entriesOf(at, onUnreadable)) {
      const path = join(at, entry.name);
      if (!entry.isDirectory()) yield path;
      else if (!isSkippedFolder(entry.name) && !leavesOut(path)) folders.push(path);
    }
  }
}

function entriesOf(folder: string, onUnreadable: (folder: string, error: unknown) => void): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    onUnreadable(folder, error);
    return [];
  }
}
