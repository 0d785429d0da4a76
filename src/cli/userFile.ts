import { existsSync } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isModelFile } from '../source/modelFiles.js';
import { UsageError } from './usage.js';

/** A path as the caller meant it: npm changes the working directory and keeps the caller's in INIT_CWD. */
export function callerPath(path: string): string {
  return resolve(callerFolder(), path);
}

export function callerFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}

/**
 * The file to run, absolute. Linked folders stay as they were asked for; a file that is itself a link is the one it leads to,
 * beside which Node looks for what it imports.
 * @throws {UsageError} where it is not a file that models are found in.
 */
export async function userFile(path: string): Promise<string> {
  const absolute = callerPath(path);
  const entry = await stat(absolute).catch(() => null);
  if (!entry) throw new UsageError(`There is no file ${absolute}.`);
  if (!entry.isFile()) throw new UsageError(`${absolute} is not a file.`);
  if (!isModelFile(absolute)) {
    throw new UsageError(`${absolute} is not JavaScript, TypeScript, a page with scripts, Python, or a notebook.`);
  }
  return (await lstat(absolute)).isSymbolicLink() ? realpath(absolute) : absolute;
}

/** Working directory of the user's code: its nearest package.json's folder, else its own. */
export function workingDirectory(file: string): string {
  const own = dirname(file);
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) return own;
  }
}
