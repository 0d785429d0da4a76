import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ProjectImports } from './projectImports.js';
import { resolveSibling } from './siblingResolution.js';

/** The name of a module in quotes, after a word that brings it in: `from`, `import`, `require(`, `import(`, `new URL(` of a worker. */
const IMPORT =
  /\b(?:from|import|require|importScripts|new\s+(?:Shared)?Worker|new\s+URL)\s*\(?\s*(?:\/\*[^*]*\*\/\s*)?(["'`])([^"'`\n]+)\1/g;

/**
 * The file of the project that an import means: a relative path, without ending or with that of what it is compiled to, an
 * alias of tsconfig.json, or a package that the project has itself.
 * @returns its absolute path; null for a package and for what does not exist
 */
export function resolveImport(specifier: string, importer: string, imports: ProjectImports): string | null {
  const path = withoutQuery(specifier);
  if (/^\.{0,2}\//.test(path)) {
    const exact = resolve(dirname(importer), path);
    if (statSync(exact, { throwIfNoEntry: false })?.isFile()) return exact;
  }
  const parent = pathToFileURL(importer).href;
  const url = resolveSibling(path, parent) ?? imports.resolve(specifier, parent);
  return url === null ? null : fileURLToPath(url);
}

/** Bundlers take what stands after `?` as an order to themselves. */
const withoutQuery = (specifier: string): string => specifier.replace(/[?#].*$/, '');

/** The modules that a JavaScript or TypeScript file brings in, as it names them, each once. */
export function importSpecifiers(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(IMPORT), ([, , specifier = '']) => specifier))];
}
