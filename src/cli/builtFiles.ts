import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storeDirectory } from '../system/storeDirectory.js';

const dist = dirname(fileURLToPath(import.meta.url));

/** What the build puts beside dist/cli.mjs. */
export const BUILT = {
  folder: dist,
  trainer: join(dist, 'trainer', 'main.mjs'),
  silence: join(dist, 'silenceWatch.cjs'),
  reader: join(dist, 'runReader.js'),
  embedded: join(dist, 'embedded'),
  /** Beside the folder of the build, in the repository as in a package. */
  manifest: join(dist, '..', 'package.json'),
};

/** How a person calls the command line: of a clone by its script, of a package by its name. */
export const COMMAND_LINE = existsSync(join(dist, '..', 'scripts', 'gradlens.mjs'))
  ? 'npm run -s gradlens --'
  : 'gradlens';

/** The store that the command line shares with `npm start`. */
export function cliStore(): string {
  return storeDirectory(process.env, process.platform, homedir());
}
