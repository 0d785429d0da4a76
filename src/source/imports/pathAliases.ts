import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findSource } from './siblingResolution.js';

/** The part of a tsconfig.json that says where imports lead. */
interface Aliases {
  readonly folder: string;
  readonly baseUrl: string | null;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** Resolves imports by the `paths` and `baseUrl` of the nearest tsconfig.json, where Node finds nothing. */
export class PathAliases {
  private readonly byFolder = new Map<string, Aliases | null>();

  /** @returns the URL of a file that exists, or null. */
  resolve(specifier: string, parentUrl: string | undefined): string | null {
    if (/^[./]|^\w+:/.test(specifier) || !parentUrl?.startsWith('file:')) return null;
    const aliases = this.nearest(dirname(fileURLToPath(parentUrl)));
    if (!aliases) return null;
    const base = resolve(aliases.folder, aliases.baseUrl ?? '.');
    for (const [pattern, targets] of Object.entries(aliases.paths)) {
      const rest = match(pattern, specifier);
      if (rest === null) continue;
      for (const target of targets) {
        const found = findSource(
          resolve(
            base,
            target.replace('*', () => rest),
          ),
        );
        if (found) return found;
      }
    }
    return aliases.baseUrl === null ? null : findSource(join(base, specifier));
  }

  private nearest(folder: string): Aliases | null {
    const known = this.byFolder.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const aliases = readAliases(folder) ?? (parent === folder ? null : this.nearest(parent));
    this.byFolder.set(folder, aliases);
    return aliases;
  }
}

/** What a `paths` pattern leaves for its `*`, or null where it does not match. */
function match(pattern: string, specifier: string): string | null {
  const [before = '', after] = pattern.split('*', 2);
  if (after === undefined) return pattern === specifier ? '' : null;
  const fits =
    specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : null;
}

function readAliases(folder: string): Aliases | null {
  let text: string;
  try {
    text = readFileSync(join(folder, 'tsconfig.json'), 'utf8');
  } catch {
    return null;
  }
  try {
    const { compilerOptions = {} } = JSON.parse(withoutComments(text)) as {
      compilerOptions?: { baseUrl?: string; paths?: Record<string, string[]> };
    };
    return { folder, baseUrl: compilerOptions.baseUrl ?? null, paths: compilerOptions.paths ?? {} };
  } catch {
    return { folder, baseUrl: null, paths: {} };
  }
}

/** tsconfig.json allows comments and trailing commas. */
function withoutComments(text: string): string {
  return text
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string?: string) => string ?? '')
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string?: string) => string ?? '');
}
