import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { unzipSync } from 'fflate';
import { HumanError } from '../../errors/humanError.js';
import { type NpyArray, npyArray } from './npyFile.js';

/** Bytes; Node reads no larger file at once. */
const LARGEST = 2_000_000_000;

/** Names that people give the inputs and the targets, the usual first. */
const USUAL = {
  x: ['x', 'x_train', 'xtrain', 'train_x', 'inputs', 'input', 'features', 'data', 'images', 'train_images'],
  y: ['y', 'y_train', 'ytrain', 'train_y', 'targets', 'target', 'labels', 'label', 'train_labels'],
} as const;

/**
 * The inputs or the targets, from an .npy file or from an .npz with several arrays.
 *
 * @param wanted name of the array in an .npz; found by its usual names where it is left out
 */
export async function loadArray(path: string, role: 'x' | 'y', wanted: string | undefined): Promise<NpyArray> {
  const stats = await stat(path).catch(() => null);
  if (!stats?.isFile()) throw new HumanError(`There is no file ${path}.`);
  if (stats.size > LARGEST)
    throw new HumanError(`${basename(path)} is larger than 2 GB. Store it in parts, or as Parquet.`);
  const name = basename(path);
  const file = await readFile(path);
  if (file.length === 0) throw new HumanError(`${name} is empty.`);
  if (file[0] !== 0x50 || file[1] !== 0x4b) return npyArray(file, name);
  return fromZip(file, name, role, wanted);
}

function fromZip(file: Uint8Array, name: string, role: 'x' | 'y', wanted: string | undefined): NpyArray {
  const names: string[] = [];
  unzipped(file, name, (entry) => {
    if (entry.endsWith('.npy')) names.push(entry.slice(0, -'.npy'.length));
    return false;
  });
  const chosen = wanted ?? usualName(names, role);
  if (chosen === null || !names.includes(chosen)) {
    const has =
      names.length === 0 ? 'It has no arrays.' : `Its arrays are ${names.map((one) => `"${one}"`).join(', ')}.`;
    const what =
      wanted === undefined
        ? `Which array of ${name} has the ${role === 'x' ? 'inputs' : 'targets'}?`
        : `${name} has no array "${wanted}".`;
    throw new HumanError(`${what} ${has} Name it as "${role}Name".`);
  }
  const entry = unzipped(file, name, (candidate) => candidate === `${chosen}.npy`)[`${chosen}.npy`];
  if (!entry) throw new HumanError(`${name} has no array "${chosen}".`);
  return npyArray(entry, `${name}, "${chosen}"`);
}

function usualName(names: readonly string[], role: 'x' | 'y'): string | null {
  for (const usual of USUAL[role]) {
    const found = names.find((name) => name.toLowerCase() === usual);
    if (found !== undefined) return found;
  }
  return null;
}

function unzipped(file: Uint8Array, name: string, take: (entry: string) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(file, { filter: (entry) => take(entry.name) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError(`${name} cannot be unpacked: it is cut off or damaged (${reason}).`);
  }
}
