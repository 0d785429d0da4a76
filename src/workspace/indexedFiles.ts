import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, parse, relative, resolve, sep } from 'node:path';
import { isModelFile } from '../source/modelFiles.js';
import { isSkippedFolder, walkFolder } from '../system/walkFolder.js';
import { globExpression } from './glob.js';
import { IgnoreFiles } from './ignoreFiles.js';
import { isWithin } from './paths.js';
import type { Exclude, IndexedFolder } from './types.js';

export interface FoundFile {
  readonly path: string;
  readonly mtime: number;
  readonly size: number;
}

/** Every file of a folder that may hold models. What cannot be read is passed over. */
export function* filesOf(folder: IndexedFolder): Generator<FoundFile> {
  yield* filesBelow(folder.path, new LeftOut(folder));
}

/** The files that a changed path stands for now: itself, those below it, or none where it is gone or left out. */
export function* filesAt(path: string, folders: readonly IndexedFolder[]): Generator<FoundFile> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return;
  const isFolder = stats.isDirectory();
  for (const folder of folders) {
    if (!isWithin(path, folder.path)) continue;
    const leftOut = new LeftOut(folder);
    if (!leftOut.hasWayTo(isFolder ? path : dirname(path))) continue;
    if (isFolder) yield* filesBelow(path, leftOut);
    else yield* fileAt(path, leftOut);
  }
}

function* filesBelow(path: string, leftOut: LeftOut): Generator<FoundFile> {
  for (const file of walkFolder(path, { leavesOut: (each) => leftOut.has(each, true) })) yield* fileAt(file, leftOut);
}

function* fileAt(path: string, leftOut: LeftOut): Generator<FoundFile> {
  if (!isModelFile(basename(path)) || leftOut.has(path, false)) return;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) yield { path, mtime: stats.mtimeMs, size: stats.size };
}

/** What the settings and the ignore files of an indexed folder leave out of it. */
class LeftOut {
  private readonly excluded: (relative: string) => boolean;
  private readonly ignoreFiles = new Map</* folder */ string, IgnoreFiles>();

  private readonly root: string;

  constructor(private readonly folder: IndexedFolder) {
    this.root = resolve(folder.path);
    this.excluded = excludedBySettings(folder);
  }

  /** Whether a path is left out of a folder that is not. */
  has(path: string, isFolder: boolean): boolean {
    if (this.excluded(relative(this.root, path).replaceAll(sep, '/'))) return true;
    return this.folder.useIgnoreFiles && this.ignoreFilesOf(dirname(path)).ignores(path, isFolder);
  }

  /** Whether none of the folders down to one is left out. */
  hasWayTo(folder: string): boolean {
    if (folder === this.root) return true;
    return this.hasWayTo(dirname(folder)) && !isSkippedFolder(basename(folder)) && !this.has(folder, true);
  }

  private ignoreFilesOf(folder: string): IgnoreFiles {
    const known = this.ignoreFiles.get(folder);
    if (known) return known;
    const isRoot = folder === this.root;
    const files = (isRoot ? IgnoreFiles.around(folder) : this.ignoreFilesOf(dirname(folder))).within(folder);
    this.ignoreFiles.set(folder, files);
    return files;
  }
}

/** Whether the settings leave a path out; given with `/`, relative to the folder. Of a folder that is left out, ask no further. */
function excludedBySettings({ path: folder, excludes }: IndexedFolder): (relative: string) => boolean {
  const always = excludes.filter(({ when }) => when === null).map(({ pattern }) => globExpression(pattern).source);
  const plain = always.length > 0 ? new RegExp(always.join('|')) : null;
  const besides = excludes.flatMap(({ pattern, when }) =>
    when === null ? [] : [{ matches: globExpression(pattern), when }],
  );
  return (relative) =>
    plain?.test(relative) === true ||
    besides.some(({ matches, when }) => matches.test(relative) && hasSibling(join(folder, relative), when));
}

function hasSibling(path: string, when: NonNullable<Exclude['when']>): boolean {
  const { base, name } = parse(path);
  const sibling = when.replaceAll('$(basename)', name);
  return sibling !== base && existsSync(join(dirname(path), sibling));
}
