import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { nearestPackage } from './nearestPackage.js';

export type ModuleFormat = 'module' | 'commonjs';

/** What V8 says of CommonJS source that would be fine as a module; Node's own syntax detection goes by the same errors. */
const ONLY_IN_MODULES = [
  'Cannot use import statement outside a module',
  "Unexpected token 'export'",
  "Cannot use 'import.meta' outside a module",
  'await is only valid in async functions and the top level bodies of modules',
];

export interface TypeScriptFormat {
  readonly format: ModuleFormat;
  /** A module only by its syntax, of which TypeScript's compiler makes CommonJS: it may use `require` and `__dirname`. */
  readonly compilesToCommonJs: boolean;
}

/**
 * Module or CommonJS, as Node tells it for the JavaScript of the same name: by extension, by the nearest package.json's
 * "type", else by syntax. In a package of type "commonjs", as `npm init` makes it, TypeScript is mostly written as a module all
 * the same. `code` is free of types.
 */
export function moduleFormat(url: string, code: string): TypeScriptFormat {
  if (url.endsWith('.mts')) return { format: 'module', compilesToCommonJs: false };
  if (url.endsWith('.cts')) return { format: 'commonjs', compilesToCommonJs: true };
  if (packageType(url) === 'module') return { format: 'module', compilesToCommonJs: false };
  return { format: formatBySyntax(code), compilesToCommonJs: true };
}

function packageType(url: string): ModuleFormat | null {
  const manifest = nearestPackage(fileURLToPath(url));
  if (manifest === null) return null;
  const { type } = JSON.parse(readFileSync(manifest, 'utf8')) as { type?: unknown };
  return type === 'module' || type === 'commonjs' ? type : null;
}

/** As Node tells it where neither name nor package says it. */
export function formatBySyntax(code: string): ModuleFormat {
  try {
    compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname']);
    return 'commonjs';
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return ONLY_IN_MODULES.some((text) => message.includes(text)) ? 'module' : 'commonjs';
  }
}
