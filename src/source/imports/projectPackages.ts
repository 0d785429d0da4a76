import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { resolveExports, resolveImports } from 'resolve-pkg-maps';
import { findSource } from './siblingResolution.js';

/** What is read of a package.json. */
interface Manifest {
  readonly name?: string;
  readonly main?: string;
  readonly module?: string;
  readonly source?: string;
  readonly types?: string;
  readonly exports?: Parameters<typeof resolveExports>[0];
  readonly imports?: Parameters<typeof resolveImports>[0];
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
}

export interface ProjectPackage {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

const CONDITIONS = ['development', 'source', 'import', 'node', 'require', 'types', 'default'];
/** Where builds go, and what they are made of. */
const BUILT = /^(dist|lib|build|out|esm|cjs)\//;
/** How deep `**` of a workspace's pattern is followed. */
const DEEPEST = 4;

/** The packages that a project has itself: those of its workspaces, and the one that a file stands in. */
export class ProjectPackages {
  private readonly manifests = new Map</* folder */ string, Manifest | null>();
  private readonly byRoot = new Map</* folder */ string, readonly ProjectPackage[]>();

  /** The file of the project that an import of a package, or one that starts with `#`, means; null where it means none. */
  resolve(specifier: string, folder: string): string | null {
    if (specifier.startsWith('#')) return this.resolveOwn(specifier, folder);
    const found = this.packageOf(specifier, folder);
    if (!found) return null;
    const path = specifier.slice(found.name.length + 1);
    return firstSource(found.folder, entries(found.manifest, path));
  }

  /** The package of the project that an import names, whether its entry is there or not. */
  packageOf(specifier: string, folder: string): ProjectPackage | null {
    const names = (each: ProjectPackage) => specifier === each.name || specifier.startsWith(`${each.name}/`);
    for (let at = folder; ; at = dirname(at)) {
      const manifest = this.manifestIn(at);
      const found = manifest && this.packagesUnder(at, manifest).find(names);
      if (found) return found;
      if (dirname(at) === at) return null;
    }
  }

  private resolveOwn(specifier: string, folder: string): string | null {
    for (let at = folder; dirname(at) !== at; at = dirname(at)) {
      const manifest = this.manifestIn(at);
      if (!manifest) continue;
      return manifest.imports
        ? firstSource(
            at,
            safely(() => resolveImports(manifest.imports ?? {}, specifier, CONDITIONS)),
          )
        : null;
    }
    return null;
  }

  /** The package of a folder itself, and those of its workspaces. */
  private packagesUnder(folder: string, manifest: Manifest): readonly ProjectPackage[] {
    const known = this.byRoot.get(folder);
    if (known) return known;
    const folders = [
      folder,
      ...workspacePatterns(folder, manifest).flatMap((pattern) => foldersAt(folder, pattern.split('/'))),
    ];
    const packages = [...new Set(folders)].flatMap((each) => {
      const own = this.manifestIn(each);
      return own?.name ? [{ name: own.name, folder: each, manifest: own }] : [];
    });
    this.byRoot.set(folder, packages);
    return packages;
  }

  private manifestIn(folder: string): Manifest | null {
    const known = this.manifests.get(folder);
    if (known !== undefined) return known;
    const manifest = readManifest(join(folder, 'package.json'));
    this.manifests.set(folder, manifest);
    return manifest;
  }
}

function readManifest(file: string): Manifest | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : null;
  } catch {
    return null;
  }
}

/** Of npm and yarn in package.json, of pnpm in a file of its own. */
function workspacePatterns(folder: string, { workspaces }: Manifest): string[] {
  const listed = Array.isArray(workspaces)
    ? workspaces
    : ((workspaces as { packages?: string[] } | undefined)?.packages ?? []);
  let text = '';
  try {
    text = readFileSync(join(folder, 'pnpm-workspace.yaml'), 'utf8');
  } catch {
    // Most projects have none.
  }
  const block = /^packages:\s*\n((?:\s*(?:-.*|#.*)?\n?)*)/m.exec(text)?.[1] ?? '';
  const ofPnpm = Array.from(
    block.matchAll(/^\s*-\s*['"]?([^'"#\n]+?)['"]?\s*(?:#.*)?$/gm),
    ([, pattern = '']) => pattern,
  );
  return [...listed.map(String), ...ofPnpm].filter((pattern) => !pattern.startsWith('!'));
}

function foldersAt(folder: string, [part, ...rest]: readonly string[], depth = 0): string[] {
  if (part === undefined) return [folder];
  if (part === '' || part === '.') return foldersAt(folder, rest, depth);
  if (!part.includes('*')) return foldersAt(join(folder, part), rest, depth);
  const inside = subfolders(folder, part === '**' ? '*' : part);
  if (part !== '**') return inside.flatMap((each) => foldersAt(each, rest, depth));
  const deeper = depth < DEEPEST ? inside.flatMap((each) => foldersAt(each, ['**', ...rest], depth + 1)) : [];
  return [...foldersAt(folder, rest, depth), ...deeper];
}

function subfolders(folder: string, pattern: string): string[] {
  const [before = '', after = ''] = pattern.split('*', 2);
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => name !== 'node_modules' && name.startsWith(before) && name.endsWith(after))
      .flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []));
  } catch {
    return [];
  }
}

/** Paths in a package that its name, or a path below it, may mean, the likeliest first. */
function entries(manifest: Manifest, path: string): string[] {
  const { exports, source, module, main, types } = manifest;
  const exported = exports ? safely(() => resolveExports(exports, path, CONDITIONS)) : [];
  if (path !== '') return [...exported, path, `src/${path}`];
  const named = [source, module, main, types].filter((each) => each !== undefined);
  return [...exported, ...named, 'src/index', 'index', 'src/main'];
}

function firstSource(folder: string, paths: readonly string[]): string | null {
  for (const path of paths) {
    const plain = path.replace(/^\.\//, '').replace(/\.d(\.[mc]?ts)$/, '$1');
    for (const each of [plain, plain.replace(BUILT, 'src/')]) {
      const found = findSource(join(folder, each));
      if (found) return found;
    }
  }
  return null;
}

/** What the map of a package does not have throws. */
function safely(resolve: () => string[]): string[] {
  try {
    return resolve();
  } catch {
    return [];
  }
}
