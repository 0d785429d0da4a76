import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CONFIG_PATH, type GradLensConfig } from '../protocol/config.js';
import { foldersUpTo, projectRoot } from '../system/projectRoot.js';
import { MAX_CONFIG_LENGTH, parseConfig } from './parseConfig.js';

/** A `gradlens.json` that was found for a file. */
export interface FoundConfig {
  readonly path: string;
  /** The folder that it speaks of: that of its `.vscode`. */
  readonly folder: string;
  readonly config: GradLensConfig;
  /** What is wrong in it; or the one reason why it is not used. */
  readonly problems: readonly string[];
}

/**
 * The nearest `gradlens.json` between a file and its project's root. One beyond it belongs to somebody else, and so does one that another user owns:
 * it could name flags for Node, so it is not obeyed.
 * @param workingFolder the caller's, for projects without repository and manifest
 */
export async function findConfig(file: string, workingFolder: string): Promise<FoundConfig | null> {
  for (const folder of foldersUpTo(file, await projectRoot(file, workingFolder))) {
    const path = join(folder, CONFIG_PATH);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) continue;
    const refused = await refusal(path);
    if (refused !== null) return { path, folder, config: {}, problems: [refused] };
    const text = await readFile(path, 'utf8').catch((error: Error) => error);
    if (typeof text !== 'string') return { path, folder, config: {}, problems: [`${path}: ${text.message}`] };
    const { config, problems } = parseConfig(text);
    return {
      path,
      folder,
      config,
      problems: problems.map(({ message, offset }) => placed(path, text, offset, message)),
    };
  }
  return null;
}

/**
 * Why a `gradlens.json` is not read: somebody else owns it or its folder, or it is longer than any that a person writes. Null where it may be.
 * @param trusted further owners that are trusted, by their user id
 */
export async function refusal(path: string, trusted: readonly number[] = []): Promise<string | null> {
  const [file, folder] = await Promise.all([stat(path), stat(dirname(path))]);
  if (file.size > MAX_CONFIG_LENGTH) {
    return `${path} is longer than ${MAX_CONFIG_LENGTH / 1000} KB, so it is not read.`;
  }
  const own = process.getuid?.();
  if (own === undefined) return null;
  // Who works as root by sudo is still the person who called it.
  const asked = own === 0 ? Number(process.env.SUDO_UID ?? own) : own;
  const allowed = [own, asked, ...trusted];
  if (allowed.includes(file.uid) && allowed.includes(folder.uid)) return null;
  return `${path} belongs to another user, so it is not used. Change its owner with chown to use it.`;
}

function placed(path: string, text: string, offset: number, message: string): string {
  return `${path}:${text.slice(0, offset).split('\n').length}: ${message}`;
}
