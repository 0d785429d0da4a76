import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { importSpecifiers } from '../source/imports/importSpecifiers.js';
import { ProjectImports } from '../source/imports/projectImports.js';
import { resolveImport } from '../source/imports/resolveImport.js';
import { isTensorFlowModule } from '../source/javascript/tensorFlowNames.js';

/** Every TensorFlow.js package that trains is the trainer's own one. */
const PROVIDED = /^@tensorflow\/tfjs(-(core|layers|data|node|node-gpu|backend-\w+))?(\/|$)/;
const ADDRESS = /^\w+:/;

/** The first import of a file that leads nowhere here, so that Node could not load it; null where each leads somewhere. */
export function missingImport(text: string, file: string): string | null {
  const imports = new ProjectImports();
  const leadsSomewhere = (specifier: string) =>
    isBuiltin(specifier) ||
    PROVIDED.test(specifier) ||
    (ADDRESS.test(specifier) && isTensorFlowModule(specifier)) ||
    resolveImport(specifier, file, imports) !== null ||
    (!/^[./]/.test(specifier) && !ADDRESS.test(specifier) && isInstalled(specifier, dirname(file)));
  return importSpecifiers(text).find((specifier) => !leadsSomewhere(specifier)) ?? null;
}

function isInstalled(specifier: string, folder: string): boolean {
  const [scope = '', name = ''] = specifier.split('/');
  const packageName = scope.startsWith('@') ? `${scope}/${name}` : scope;
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', packageName))) return true;
    if (dirname(at) === at) return false;
  }
}
