import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isModelFile } from '../source/modelFiles.js';
import { excludedBySettings } from './excluded.js';
import { IgnoreFiles } from './ignoreFiles.js';
import type { IndexedFolder } from './types.js';

/** Folders that hold other people's code or no code, whatever the settings say. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', 'bower_components', '.yarn', '.vscode-test']);
/** Python environments and caches. */
const SKIPPED_PYTHON = new Set(['__pycache__', 'site-packages', '.venv', '.tox', '.ipynb_checkpoints']);

export interface FoundFile {
  readonly path: string;
  readonly mtime: number;
  readonly size: number;
}

/** A directory of an indexed folder, with the rules that say what of it is looked at. */
export class Directory {
  static root(folder: IndexedFolder): Directory {
    const ignored = folder.useIgnoreFiles ? IgnoreFiles.around(folder.path) : null;
    return new Directory(folder.path, folder.path, excludedBySettings(folder), ignored);
  }

  private readonly ignored: IgnoreFiles | null;

  private constructor(
    readonly path: string,
    private readonly root: string,
    private readonly excluded: (relative: string) => boolean,
    ignoredAround: IgnoreFiles | null,
  ) {
    this.ignored = ignoredAround?.within(path) ?? null;
  }

  /** Every file below that may hold models. What cannot be read is passed over; links to folders are, as they may lead back up. */
  *files(): Generator<FoundFile> {
    for (const entry of this.entries()) {
      if (entry.isDirectory()) {
        const inner = this.inner(entry.name);
        if (inner) yield* inner.files();
      } else {
        const file = this.file(entry.name);
        if (file) yield file;
      }
    }
  }

  /** A directory directly inside; null where it is left out. */
  inner(name: string): Directory | null {
    if (SKIPPED.has(name) || SKIPPED_PYTHON.has(name) || this.leavesOut(name, true)) return null;
    return new Directory(join(this.path, name), this.root, this.excluded, this.ignored);
  }

  /** A file directly inside; null where it is left out, is none or holds no models. */
  file(name: string): FoundFile | null {
    if (!isModelFile(name) || this.leavesOut(name, false)) return null;
    const path = join(this.path, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() ? { path, mtime: stats.mtimeMs, size: stats.size } : null;
  }

  private leavesOut(name: string, isFolder: boolean): boolean {
    const path = join(this.path, name);
    return (
      this.excluded(relative(this.root, path).replaceAll(sep, '/')) || this.ignored?.ignores(path, isFolder) === true
    );
  }

  private entries(): Dirent[] {
    try {
      return readdirSync(this.path, { withFileTypes: true });
    } catch {
      return [];
    }
  }
}
