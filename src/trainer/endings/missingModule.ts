import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../../protocol/fit.js';
import { ProjectImports } from '../../source/imports/projectImports.js';
import { nearestPackage } from '../userModule/nearestPackage.js';
import { readSource } from '../userModule/sourceTexts.js';

export interface MissingModule {
  readonly kind: 'missing-package' | 'user-code';
  readonly message: string;
  readonly location: SourceLocation | null;
}

/** What an import that leads nowhere means to the person who wrote it; null for any other error. */
export function missingModule(error: Error): MissingModule | null {
  const { code, requireStack, url } = error as Error & { code?: string; requireStack?: string[]; url?: string };
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return null;
  const [, asked = '', importer] =
    /^Cannot find (?:module|package) '(.+?)'(?: imported from (.+))?/.exec(error.message) ?? [];
  const parent = requireStack?.[0] ?? importer ?? null;
  const file = parent?.startsWith('file:') ? fileURLToPath(parent) : parent;
  const specifier = asked.startsWith('/') || url ? basename(asked) : asked;
  const location = file === null ? null : importPlace(file, specifier);
  if (/^[./]|^[A-Za-z]:\\/.test(asked)) {
    return {
      kind: 'user-code',
      message: `Cannot find module '${asked}'${file ? ` imported from ${file}` : ''}`,
      location,
    };
  }
  const own = file === null ? null : new ProjectImports().explain(asked, file);
  if (own !== null) return { kind: 'user-code', message: `Cannot find '${asked}': ${own}.`, location };
  const name = /^(@[^/]+\/)?[^/]+/.exec(asked)?.[0] ?? asked;
  return {
    kind: 'missing-package',
    message: `The package ${name} is not installed. Run "npm install ${name}" in ${installFolder(file)}.`,
    location,
  };
}

/** The folder of the nearest package.json, where npm installs into. */
function installFolder(file: string | null): string {
  if (file === null) return process.cwd();
  const manifest = nearestPackage(file);
  return dirname(manifest ?? file);
}

function basename(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** The place of the quoted specifier in the importing file; null where it is not written there. */
function importPlace(file: string, specifier: string): SourceLocation | null {
  try {
    const lines = readSource(file).split('\n');
    const stem = specifier.replace(/\.[mc]?[jt]s$/, '');
    const isImport = (line: string) => /\b(import|require|from)\b/.test(line) && line.includes(stem);
    const index = lines.findIndex(isImport);
    if (index < 0) return null;
    return { file, line: index + 1, column: Math.max(0, lines[index]?.search(/['"]/) ?? 0) + 1 };
  } catch {
    return null;
  }
}
