import { statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** TypeScript sources behind the JavaScript name that TypeScript's own resolution asks for. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};
const ENDINGS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.json'];

/**
 * Finds what a TypeScript project means by `./model`, `./model.js` or `./folder`, where Node finds nothing.
 * @returns the URL of a file that exists, or null.
 */
export function resolveSibling(specifier: string, parentUrl: string | undefined): string | null {
  if (!/^(\.{0,2}\/|file:)/.test(specifier) || !parentUrl?.startsWith('file:')) return null;
  return findSource(fileURLToPath(new URL(specifier, parentUrl)));
}

/** @returns the URL of the file that `path`, without or with a JavaScript ending, stands for, or null. */
export function findSource(path: string): string | null {
  const ending = /\.[mc]?js$/.exec(path)?.[0] ?? '';
  const stem = path.slice(0, path.length - ending.length);
  const candidates = [
    ...(ENDINGS.some((end) => path.endsWith(end)) ? [path] : []),
    ...(SOURCES_OF[ending] ?? []).map((source) => stem + source),
    ...['', '/index'].flatMap((rest) => ENDINGS.map((end) => path + rest + end)),
  ];
  const found = candidates.find(isFile);
  return found === undefined ? null : pathToFileURL(found).href;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
