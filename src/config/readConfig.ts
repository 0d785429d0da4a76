import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CONFIG_PATH } from '../protocol/config.js';
import { type ParsedConfig, parseConfig } from './parseConfig.js';

/** A folder's `gradlens.json`, empty where there is none. */
export async function readConfig(folder: string): Promise<ParsedConfig> {
  try {
    return parseConfig(await readFile(join(folder, CONFIG_PATH), 'utf8'));
  } catch {
    return { config: {}, problems: [] };
  }
}

/** The nearest folder around a file that has a `gradlens.json`. */
export async function configFolder(file: string): Promise<string | null> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const found = await stat(join(folder, CONFIG_PATH)).catch(() => null);
    if (found?.isFile()) return folder;
    if (folder === dirname(folder)) return null;
  }
}
