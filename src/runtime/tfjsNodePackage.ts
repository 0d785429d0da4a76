import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { TfjsNodePackage } from '../protocol/backend.js';

const Manifest = v.object({ version: v.string() });
const NAMES: readonly TfjsNodePackage[] = ['tfjs-node', 'tfjs-node-gpu'];

/** A copy of tfjs-node in a user's project. */
export interface ProjectCopy {
  readonly name: TfjsNodePackage;
  readonly directory: string;
  readonly version: string;
}

/** The copies that Node would give to `file` if it imported them, the CPU package first. */
export async function findProjectCopies(file: string): Promise<ProjectCopy[]> {
  const folder = dirname(await realpath(file).catch(() => file));
  const copies = await Promise.all(NAMES.map((name) => findUpwards(folder, name)));
  return copies.filter((copy) => copy !== null);
}

async function findUpwards(folder: string, name: TfjsNodePackage): Promise<ProjectCopy | null> {
  const found = join(folder, 'node_modules', '@tensorflow', name);
  const version = await readVersion(found);
  if (version !== null) return { name, directory: await realpath(found), version };
  const parent = dirname(folder);
  return parent === folder ? null : findUpwards(parent, name);
}

/** Version in the package.json of a package's folder; null where that cannot be read. */
export async function readVersion(directory: string): Promise<string | null> {
  try {
    const manifest = v.safeParse(Manifest, JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')));
    return manifest.success ? manifest.output.version : null;
  } catch {
    return null;
  }
}

/** tfjs-node's native part, in `lib/napi-v8` or that of another N-API version; null where it is missing. */
export async function findBinding(directory: string): Promise<string | null> {
  const versions = await readdir(join(directory, 'lib')).catch(() => []);
  for (const version of versions) {
    const binding = join(directory, 'lib', version, 'tfjs_binding.node');
    if (
      await stat(binding).then(
        (found) => found.isFile(),
        () => false,
      )
    )
      return binding;
  }
  return null;
}
