// Tells whether something made from files is still up to date, by the contents of the files (dates lie after a checkout).
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file under the paths (a path may be a file), sorted, so that the order of a folder listing does not count. */
function filesUnder(/** @type {string[]} */ paths) {
  return paths
    .filter((path) => existsSync(path))
    .flatMap((path) => {
      if (statSync(path).isFile()) return [path];
      const entries = readdirSync(path, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    })
    .sort();
}

/**
 * A hash over the names and contents of all files under the paths.
 * @param {string} base names count relative to this folder, so that a moved repository keeps its stamps
 * @param {string[]} paths files and folders; one that is missing counts as empty
 */
export function hashOfFiles(base, paths) {
  const hash = createHash('sha256');
  for (const file of filesUnder(paths)) {
    const content = readFileSync(file);
    hash.update(`${relative(base, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Whether the stamp file holds this very stamp. */
export function isStamped(/** @type {string} */ stampFile, /** @type {string} */ stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === stamp;
}
