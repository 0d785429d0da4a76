import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { IGNORE_FILE } from './paths.js';

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The files of ignored names that hold in a folder: its own and those of the folders around it. */
export class IgnoreFiles {
  static readonly none = new IgnoreFiles([]);

  /** Those of the folders around a folder, up to its repository's. */
  static around(folder: string): IgnoreFiles {
    const above = foldersAbove(folder);
    const repository = above[0] ?? folder;
    const own = IgnoreFiles.none.with(repository, join(repository, '.git', 'info', 'exclude'));
    return above.reduce((files, each) => files.within(each), own);
  }

  private constructor(/** Innermost first. */ private readonly files: readonly IgnoreFile[]) {}

  /** With the file of a folder inside, where it has one. */
  within(folder: string): IgnoreFiles {
    return this.with(folder, join(folder, IGNORE_FILE));
  }

  /** Whether git ignores a path whose parent folder it does not ignore. */
  ignores(path: string, isFolder: boolean): boolean {
    for (const { folder, rules } of this.files) {
      const name = relative(folder, path).replaceAll('\\', '/');
      const { ignored, unignored } = rules.test(isFolder ? `${name}/` : name);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  private with(folder: string, file: string): IgnoreFiles {
    const text = readIfThere(file);
    return text === null ? this : new IgnoreFiles([{ folder, rules: ignore().add(text) }, ...this.files]);
  }
}

/** The folders from its repository's down to its parent; none outside a repository, where files above it are nobody's to follow. */
function foldersAbove(folder: string): string[] {
  const above: string[] = [];
  for (let at = folder; !existsSync(join(at, '.git')); at = dirname(at)) {
    if (dirname(at) === at) return [];
    above.unshift(dirname(at));
  }
  return above;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
