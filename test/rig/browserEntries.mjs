// code-server's package has the built-in extensions for its own extension host only. The window asks for their browser halves all
// the same and tells a person of each one that is missing: these get an empty one.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

const EMPTY_EXTENSION = 'exports.activate = () => {};\n';

export async function fillBrowserEntries(/** @type {import('./paths.mjs').RigPaths} */ { vscode }) {
  const extensions = join(vscode, 'extensions');
  for (const name of await readdir(extensions)) {
    const manifest = join(extensions, name, 'package.json');
    if (!existsSync(manifest)) continue;
    const { browser } = JSON.parse(await readFile(manifest, 'utf8'));
    if (typeof browser !== 'string') continue;
    const entry = join(extensions, name, extname(browser) === '.js' ? browser : `${browser}.js`);
    if (existsSync(entry)) continue;
    await mkdir(dirname(entry), { recursive: true });
    await writeFile(entry, EMPTY_EXTENSION);
  }
}
