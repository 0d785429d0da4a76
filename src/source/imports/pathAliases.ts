import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createPathsMatcher, type PathsMatcher, parseTsconfig, type TsConfigJson } from 'get-tsconfig';
import { findSource } from './siblingResolution.js';

/** A configuration that says where imports lead, with what it extends. */
interface Aliases {
  readonly file: string;
  /** Absolute paths, in the order in which they are tried. */
  readonly targets: PathsMatcher;
  readonly patterns: readonly string[];
}

const CONFIGURATIONS = ['tsconfig.json', 'jsconfig.json'];

/** Resolves imports by the `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json, where Node finds nothing. */
export class PathAliases {
  private readonly byFolder = new Map<string, readonly Aliases[]>();

  /** @returns the URL of a file that exists, or null. */
  resolve(specifier: string, folder: string): string | null {
    for (const { targets } of this.nearest(folder)) {
      for (const target of targets(specifier)) {
        const found = findSource(target);
        if (found) return found;
      }
    }
    return null;
  }

  /** Where a pattern of `paths` leads that matches, whether something is there or not; null where none does. */
  mapping(specifier: string, folder: string): { readonly configuration: string; readonly target: string } | null {
    for (const { file, targets, patterns } of this.nearest(folder)) {
      const isMapped = patterns.some((pattern) => matches(pattern, specifier));
      const [target] = isMapped ? targets(specifier) : [];
      if (target !== undefined) return { configuration: file, target: relative(dirname(file), target) || '.' };
    }
    return null;
  }

  private nearest(folder: string): readonly Aliases[] {
    const known = this.byFolder.get(folder);
    if (known) return known;
    const parent = dirname(folder);
    const configuration = CONFIGURATIONS.map((name) => join(folder, name)).find(isFile);
    const aliases = configuration ? aliasesOf(configuration) : parent === folder ? [] : this.nearest(parent);
    this.byFolder.set(folder, aliases);
    return aliases;
  }
}

/** Those of a configuration; where it only refers to others, as templates of build tools do, theirs. */
function aliasesOf(file: string, isReferred = false): readonly Aliases[] {
  const config = configurationAt(file);
  const targets = config && createPathsMatcher({ path: file, config });
  const own = targets ? [{ file, targets, patterns: Object.keys(config.compilerOptions?.paths ?? {}) }] : [];
  if (own.length > 0 || isReferred) return own;
  return (config?.references ?? []).flatMap(({ path }) => {
    const referred = join(dirname(file), path);
    return aliasesOf(path.endsWith('.json') ? referred : join(referred, 'tsconfig.json'), true);
  });
}

/** Null for one that is broken; what it extends is left out where that is not there, as before an install. */
function configurationAt(file: string): TsConfigJson | null {
  try {
    return parseTsconfig(file);
  } catch {
    return alone(file);
  }
}

function alone(file: string): TsConfigJson | null {
  try {
    return JSON.parse(withoutComments(readFileSync(file, 'utf8'))) as TsConfigJson;
  } catch {
    return null;
  }
}

/** tsconfig.json allows comments and trailing commas. */
function withoutComments(text: string): string {
  return text
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string?: string) => string ?? '')
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string?: string) => string ?? '');
}

function matches(pattern: string, specifier: string): boolean {
  const [before = '', after] = pattern.split('*', 2);
  if (after === undefined) return pattern === specifier;
  const fits = specifier.length >= before.length + after.length;
  // A lone `*` takes every package too: it maps none in particular.
  return pattern !== '*' && fits && specifier.startsWith(before) && specifier.endsWith(after);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
