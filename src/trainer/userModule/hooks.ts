import {
  type LoadFnOutput,
  type LoadHookContext,
  type ResolveFnOutput,
  type ResolveHookContext,
  registerHooks,
} from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ProjectImports } from '../../source/imports/projectImports.js';
import { resolveSibling } from '../../source/imports/siblingResolution.js';
import { isTensorFlowModule } from '../../source/javascript/tensorFlowNames.js';
import { isPage } from '../../source/pageScript.js';
import { scriptText } from '../../source/scriptText.js';
import type { TfjsPackages } from '../backend/tfjsPackages.js';
import { isExposed, withExposed } from './exposedName.js';
import { formatBySyntax, moduleFormat } from './moduleFormat.js';
import { readSource, servedText } from './sourceTexts.js';
import { TypeScriptStripper } from './typescript.js';

const TYPESCRIPT = /\.([mc]?ts|tsx)$/;
const INSTALLED = /[\\/]node_modules[\\/]/;

/** What stands for the scope of a CommonJS module in imports; no file. */
const SCOPE = 'gradlens:commonjs-scope';
const NAMES = ['require', 'module', 'exports', '__filename', '__dirname'];

/**
 * How the user's modules differ from what plain Node would load: every tfjs is the trainer's one instance, TypeScript runs, and
 * a TypeScript project's way to name its files is understood where Node finds nothing. Edited texts stand in their files' place. All
 * else is Node's own.
 */
export class UserModules {
  private readonly typescript = new TypeScriptStripper();
  private readonly imports = new ProjectImports();
  private loading: string | null = null;

  /** @param onLoad told of each of the user's files before it is loaded */
  constructor(
    private readonly packages: TfjsPackages,
    private readonly onLoad: (file: string) => void = () => {},
  ) {
    registerHooks({
      resolve: (specifier, context, next) => this.resolve(specifier, context, next),
      load: (url, context, next) => this.load(url, context, next),
    });
  }

  /** The user's file that Node asked for last: the one at fault where a syntax error names none. */
  get lastLoaded(): string | null {
    return this.loading;
  }

  private resolve(
    specifier: string,
    context: ResolveHookContext,
    next: (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput,
  ): ResolveFnOutput {
    const { parentURL } = context;
    const tfjs = tfjsFile(specifier, this.packages);
    if (tfjs && !this.belongsToTfjs(parentURL)) {
      return { url: pathToFileURL(tfjs).href, format: 'commonjs', shortCircuit: true };
    }
    const scope = commonJsScopeUrl(specifier, parentURL);
    if (scope !== null) return { url: scope, format: 'module', shortCircuit: true };
    try {
      return withJsonAttribute(next(specifier, context), context);
    } catch (error) {
      if (parentURL && INSTALLED.test(parentURL)) throw error;
      const url = resolveSibling(specifier, parentURL) ?? this.imports.resolve(specifier, parentURL);
      if (url === null) throw error;
      // `require` takes paths, `import` addresses.
      const target = context.conditions.includes('require') ? fileURLToPath(url) : url;
      return { ...withJsonAttribute(next(target, context), context), shortCircuit: true };
    }
  }

  private load(
    url: string,
    context: LoadHookContext,
    next: (url: string, context?: Partial<LoadHookContext>) => LoadFnOutput,
  ): LoadFnOutput {
    const scope = commonJsScopeSource(url);
    if (scope !== null) return { format: 'module', source: scope, shortCircuit: true };
    if (!url.startsWith('file:') || INSTALLED.test(url)) return next(url, context);
    this.loading = fileURLToPath(url);
    this.onLoad(this.loading);
    const [address = url] = url.split('?', 1);
    if (isPage(address)) return pageSource(address);
    if (!TYPESCRIPT.test(address)) return this.exposing(address, edited(address, next(url, context)));
    const source = this.typescript.strip(readSource(fileURLToPath(url)), address);
    const { format, compilesToCommonJs } = moduleFormat(address, source);
    const scoped = format === 'module' && compilesToCommonJs ? withCommonJsScope(source) : source;
    return this.exposing(address, { format, source: scoped, shortCircuit: true });
  }

  /** Node hands on CommonJS without its source, which it reads later. */
  private exposing(address: string, loaded: LoadFnOutput): LoadFnOutput {
    const file = fileURLToPath(address);
    if (!isExposed(file)) return loaded;
    const source = loaded.source ?? readSource(file);
    return { ...loaded, source: withExposed(source.toString()) };
  }

  private belongsToTfjs(parentUrl: string | undefined): boolean {
    return parentUrl?.startsWith('file:') === true && this.packages.owns(fileURLToPath(parentUrl));
  }
}

/** Pages bring TensorFlow.js in by its address. */
function tfjsFile(specifier: string, { fileOf }: TfjsPackages): string | undefined {
  const isAddress = /^https?:/.test(specifier) && isTensorFlowModule(specifier);
  return fileOf.get(isAddress ? '@tensorflow/tfjs' : specifier);
}

/** What is served in the file's place, in the format that the file has. */
function edited(address: string, loaded: LoadFnOutput): LoadFnOutput {
  const text = servedText(fileURLToPath(address));
  return text === null ? loaded : { ...loaded, source: text };
}

/** The scripts of a page as one program. */
function pageSource(address: string): LoadFnOutput {
  const file = fileURLToPath(address);
  const source = scriptText(readSource(file), file);
  return { format: formatBySyntax(source), source, shortCircuit: true };
}

/** TypeScript imports JSON without saying that it is JSON; Node wants it said. */
function withJsonAttribute(
  resolved: ResolveFnOutput,
  { conditions, importAttributes, parentURL = '' }: ResolveHookContext,
): ResolveFnOutput {
  const isBare = conditions.includes('import') && importAttributes.type === undefined;
  if (!isBare || !resolved.url.endsWith('.json') || !TYPESCRIPT.test(parentURL)) return resolved;
  return { ...resolved, importAttributes: { ...importAttributes, type: 'json' }, shortCircuit: true };
}

/**
 * Gives TypeScript that is written as a module, but meant to be compiled to CommonJS, the names of CommonJS that it uses and
 * does not declare. The import follows the code, so that every position stays.
 */
function withCommonJsScope(code: string): string {
  if (/\bimport\.meta\b/.test(code)) return code;
  const names = NAMES.filter((name) => uses(code, name) && !declares(code, name));
  return names.length === 0 ? code : `${code}\nimport { ${names.join(', ')} } from '${SCOPE}';\n`;
}

/** The address of an importing file's own scope; null for any other import. */
function commonJsScopeUrl(specifier: string, parentUrl: string | undefined): string | null {
  return specifier === SCOPE && parentUrl ? `${SCOPE}?${encodeURIComponent(parentUrl)}` : null;
}

/** Source of the module behind such an address; null for any other. */
function commonJsScopeSource(url: string): string | null {
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
