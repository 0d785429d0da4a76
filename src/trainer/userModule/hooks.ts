import { readFileSync } from 'node:fs';
import {
  type LoadFnOutput,
  type LoadHookContext,
  type ResolveFnOutput,
  type ResolveHookContext,
  registerHooks,
} from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TfjsPackages } from '../backend/tfjsPackages.js';
import { moduleFormat } from './moduleFormat.js';
import { PathAliases } from './pathAliases.js';
import { resolveSibling } from './siblingResolution.js';
import { TypeScriptStripper } from './typescript.js';

const TYPESCRIPT = /\.([mc]?ts|tsx)$/;
const INSTALLED = /[\\/]node_modules[\\/]/;

/**
 * How the user's modules differ from what plain Node would load: every tfjs is the trainer's one instance, TypeScript runs, and
 * a TypeScript project's way to name its files is understood where Node finds nothing. All else is Node's own.
 */
export class UserModules {
  private readonly typescript = new TypeScriptStripper();
  private readonly aliases = new PathAliases();
  private loading: string | null = null;

  constructor(private readonly packages: TfjsPackages) {
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
    const tfjs = this.packages.fileOf.get(specifier);
    if (tfjs && !this.belongsToTfjs(parentURL)) {
      return { url: pathToFileURL(tfjs).href, format: 'commonjs', shortCircuit: true };
    }
    try {
      return next(specifier, context);
    } catch (error) {
      if (parentURL && INSTALLED.test(parentURL)) throw error;
      const url = resolveSibling(specifier, parentURL) ?? this.aliases.resolve(specifier, parentURL);
      if (url === null) throw error;
      return { ...next(url, context), shortCircuit: true };
    }
  }

  private load(
    url: string,
    context: LoadHookContext,
    next: (url: string, context?: Partial<LoadHookContext>) => LoadFnOutput,
  ): LoadFnOutput {
    if (!url.startsWith('file:') || INSTALLED.test(url)) return next(url, context);
    this.loading = fileURLToPath(url);
    const [address = url] = url.split('?', 1);
    if (!TYPESCRIPT.test(address)) return next(url, context);
    const source = this.typescript.strip(readFileSync(fileURLToPath(url), 'utf8'), address);
    return { format: moduleFormat(address, source), source, shortCircuit: true };
  }

  private belongsToTfjs(parentUrl: string | undefined): boolean {
    return parentUrl?.startsWith('file:') === true && this.packages.owns(fileURLToPath(parentUrl));
  }
}
