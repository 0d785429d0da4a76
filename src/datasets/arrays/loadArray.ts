import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ZipEntry } from '../../arrays/files/zipRecords.js';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import type { DataLimits } from '../../protocol/data.js';
import { tooMuchUnpacked, unpackedBytes } from '../limits.js';
import { noFile } from '../noFile.js';
import { TooLargeError, zipContent, zipEntries } from '../zip/zipFile.js';
import { type NpyArray, npyArray } from './npyFile.js';

const NPY = '.npy';

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
export async function loadArray(
  path: string,
  role: 'x' | 'y',
  wanted: string | undefined,
  limits: DataLimits,
): Promise<NpyArray> {
  const name = basename(path);
  const file = await open(path).catch(() => null);
  const stats = await file?.stat();
  if (!file || !stats?.isFile()) {
    await file?.close();
    throw noFile(path);
  }
  try {
    if (stats.size === 0) throw new HumanError(`${name} is empty.`);
    const { buffer: first } = await file.read(new Uint8Array(2), 0, 2, 0);
    if (first[0] === 0x50 && first[1] === 0x4b) return await fromZip(file, stats.size, { name, role, wanted, limits });
    if (stats.size > LARGEST) throw new HumanError(`${name} is larger than 2 GB. Split it, or save it as Parquet.`);
    return npyArray(await file.readFile(), name);
  } finally {
    await file.close();
  }
}

interface Wanted {
  /** Of the file. */
  readonly name: string;
  readonly role: 'x' | 'y';
  readonly wanted: string | undefined;
  readonly limits: DataLimits;
}

async function fromZip(file: FileHandle, fileSize: number, options: Wanted): Promise<NpyArray> {
  const { name, limits } = options;
  const entries = await explained(name, limits, () => zipEntries(file, fileSize));
  const arrays = new Map(
    entries.filter((entry) => entry.name.endsWith(NPY)).map((entry) => [entry.name.slice(0, -NPY.length), entry]),
  );
  const [chosen, entry] = chosenArray(arrays, options);
  const content = await explained(`${name}, "${chosen}"`, limits, () =>
    zipContent(file, fileSize, entry, unpackedBytes(limits)),
  );
  return npyArray(content, `${name}, "${chosen}"`);
}

/** @throws {HumanError} where it is open which array is meant */
function chosenArray(arrays: ReadonlyMap<string, ZipEntry>, { name, role, wanted }: Wanted): [string, ZipEntry] {
  const names = [...arrays.keys()];
  const chosen = wanted ?? usualName(names, role);
  const entry = chosen === null ? undefined : arrays.get(chosen);
  if (chosen !== null && entry) return [chosen, entry];
  const has = names.length === 0 ? 'It has no arrays.' : `Its arrays are ${names.map((one) => `"${one}"`).join(', ')}.`;
  const what =
    wanted === undefined
      ? `Which array in ${name} has the ${role === 'x' ? 'inputs' : 'targets'}?`
      : `${name} has no array "${wanted}".`;
  throw new HumanError(`${what} ${has} Set "${role}Name" to its name.`);
}

function usualName(names: readonly string[], role: 'x' | 'y'): string | null {
  for (const usual of USUAL[role]) {
    const found = names.find((name) => name.toLowerCase() === usual);
    if (found !== undefined) return found;
  }
  return null;
}

async function explained<T>(name: string, limits: DataLimits, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TooLargeError) throw tooMuchUnpacked(name, limits);
    const reason = messageOf(error);
    throw new HumanError(`${name} cannot be unpacked: it is truncated or damaged (${reason}).`);
  }
}
