import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Arrays } from '../../../../arrays/arrays.js';
import { NotKnown } from '../../../../arrays/notKnown.js';

/** How much a reading of a program computes: a plan must not take long, a training needs all of its data. */
export interface Effort {
  /** Numbers of one array, and of all that are made. */
  readonly largest: number;
  readonly inAll: number;
  /** Bytes of one file. */
  readonly file: number;
  /** Nodes of the program that are visited. */
  readonly steps: number;
  /** Whether what takes more can be had with more effort. */
  readonly isPlan: boolean;
}

export const planEffort: Effort = {
  largest: 2_000_000,
  inAll: 20_000_000,
  file: 2_000_000,
  steps: 4_000_000,
  isPlan: true,
};
export const trainEffort: Effort = {
  largest: 200_000_000,
  inAll: 20_000_000_000,
  file: 2_000_000_000,
  steps: 100_000_000,
  isPlan: false,
};

/** Folders above the source's own in which a relative path may lead to a file: programs are often started at the project's root. */
const MOST_FOLDERS = 4;

/** What computes the arrays of a program, with the files that it names. */
export function sourceArrays(source: string, { largest, inAll, file }: Effort, seed: number | null): Arrays {
  return new Arrays({
    seed,
    budget: { largest, left: inAll },
    read: (path) => {
      const found = findFile(dirname(resolve(source)), path);
      if (found.size > file) throw new NotKnown(`${path} is larger than is read here`, true);
      return readFileSync(found.path);
    },
    folders: (path) => {
      const found = findFolder(dirname(resolve(source)), path);
      return readdirSync(found, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort();
    },
  });
}

function findFile(folder: string, path: string): { path: string; size: number } {
  for (const candidate of candidates(folder, path)) {
    const stats = statSync(candidate, { throwIfNoEntry: false });
    if (stats?.isFile()) return { path: candidate, size: stats.size };
  }
  throw new NotKnown(`there is no file ${path}`);
}

function findFolder(folder: string, path: string): string {
  for (const candidate of candidates(folder, path)) {
    if (statSync(candidate, { throwIfNoEntry: false })?.isDirectory()) return candidate;
  }
  throw new NotKnown(`there is no folder ${path}`);
}

/** Where a path may lead to, the nearest first. */
function* candidates(folder: string, path: string): Generator<string> {
  const home = process.env.KERAS_HOME;
  if (home && path.startsWith('~/.keras/')) yield join(home, path.slice('~/.keras/'.length));
  if (path.startsWith('~/')) yield join(homedir(), path.slice(2));
  let base = folder;
  for (let i = 0; i < MOST_FOLDERS; i++) {
    yield resolve(base, path);
    base = dirname(base);
  }
}
