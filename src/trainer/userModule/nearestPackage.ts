import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Path of the package.json that a file belongs to, or null. (`module.findPackageJSON` gives the file itself where there is none.) */
export function nearestPackage(file: string): string | null {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return manifest;
    if (folder === dirname(folder)) return null;
  }
}
