import { fileURLToPath } from 'node:url';

/** What stands for the scope of a CommonJS module in imports; no file. */
const SCOPE = 'gradlens:commonjs-scope';
const NAMES = ['require', 'module', 'exports', '__filename', '__dirname'];

/**
 * Gives TypeScript that is written as a module, but meant to be compiled to CommonJS, the names of CommonJS that it uses and
 * does not declare. The import follows the code, so that every position stays.
 */
export function withCommonJsScope(code: string): string {
  if (/\bimport\.meta\b/.test(code)) return code;
  const names = NAMES.filter((name) => uses(code, name) && !declares(code, name));
  return names.length === 0 ? code : `${code}\nimport { ${names.join(', ')} } from '${SCOPE}';\n`;
}

/** The address of an importing file's own scope; null for any other import. */
export function commonJsScopeUrl(specifier: string, parentUrl: string | undefined): string | null {
  return specifier === SCOPE && parentUrl ? `${SCOPE}?${encodeURIComponent(parentUrl)}` : null;
}

/** Source of the module behind such an address; null for any other. */
export function commonJsScopeSource(url: string): string | null {
  if (!url.startsWith(`${SCOPE}?`)) return null;
  const file = fileURLToPath(decodeURIComponent(url.slice(SCOPE.length + 1)));
  return `
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { realpathSync } from 'node:fs';
export const __filename = ${JSON.stringify(file)};
export const __dirname = dirname(__filename);
export const exports = {};
export const module = { id: __filename, filename: __filename, exports };
export const require = createRequire(__filename);
if (realpathSync(process.argv[1]) === __filename) require.main = module;
`;
}

const uses = (code: string, name: string): boolean => new RegExp(`(?<![\\w$.])${name}(?![\\w$])`).test(code);

const declares = (code: string, name: string): boolean =>
  new RegExp(`\\b(?:const|let|var|function|class)\\s+${name}\\b|\\bimport\\s[^;'"]*\\b${name}\\b`).test(code);
