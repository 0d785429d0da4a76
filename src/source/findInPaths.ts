import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { messageOf } from '../errors/errorText.js';
import type { SourceModel } from '../protocol/source.js';
import { walkFolder } from '../system/walkFolder.js';
import { findModels } from './findModels.js';
import { isModelFile, NO_MODEL_FILE } from './modelFiles.js';

export interface UnreadablePath {
  readonly path: string;
  /** Such as `EACCES: permission denied`. */
  readonly reason: string;
}

export interface FoundModels {
  /** By file, then line. */
  readonly models: readonly SourceModel[];
  readonly unreadable: readonly UnreadablePath[];
}

/** Bytes; in a folder, a larger file is a bundle. One that is named is read whatever its size. */
const BUNDLE_SIZE = 1_000_000;

/**
 * Finds the models of files and of all files in folders. What cannot be read is listed, and the rest is found.
 * @param mayRead asked of each file of a folder, which may be a link to another place
 */
export async function findInPaths(paths: readonly string[], mayRead: MayRead = () => true): Promise<FoundModels> {
  const unreadable: UnreadablePath[] = [];
  const failed = (path: string) => (error: unknown) => {
    unreadable.push({ path, reason: messageOf(error) });
    return undefined;
  };
  const files = new Set<string>();
  for (const path of new Set(paths.map((name) => resolve(name)))) {
    const stats = await stat(path).catch(failed(path));
    if (stats?.isDirectory()) await addFolder(path, { files, unreadable, failed, mayRead });
    else if (stats && isModelFile(path)) files.add(path);
    else if (stats) unreadable.push({ path, reason: NO_MODEL_FILE });
  }
  const models: SourceModel[] = [];
  for (const file of [...files].sort()) {
    const text = await readFile(file, 'utf8').catch(failed(file));
    if (text === undefined) continue;
    try {
      models.push(...findModels(text, file));
    } catch (error) {
      failed(file)(error);
    }
  }
  return { models, unreadable };
}

/** Whether a file, by its path, may be read. */
export type MayRead = (file: string) => boolean | Promise<boolean>;

type Failed = (path: string) => (error: unknown) => undefined;

async function addFolder(
  folder: string,
  to: { files: Set<string>; unreadable: UnreadablePath[]; failed: Failed; mayRead: MayRead },
): Promise<void> {
  const { files, unreadable, failed, mayRead } = to;
  for (const path of walkFolder(folder, { onUnreadable: (unread, error) => failed(unread)(error) })) {
    if (!isModelFile(path)) continue;
    const stats = await stat(path).catch(failed(path));
    if (!stats?.isFile() || stats.size > BUNDLE_SIZE) continue;
    if (await mayRead(path)) files.add(path);
    else unreadable.push({ path, reason: 'It is a link to a place outside.' });
  }
}
