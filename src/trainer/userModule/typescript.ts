import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { blankUnusedImports } from './unusedImports.js';

type Amaro = typeof import('./amaro.js');

const AMARO_FILE = './amaro.cjs';

/**
 * Turns TypeScript into JavaScript. Types are replaced by blanks where that is enough, so that lines and columns stay the
 * source's; enums, namespaces and parameter properties need code, which comes with an inline source map.
 */
export class TypeScriptStripper {
  private amaro: Amaro | undefined;

  /** @throws {SyntaxError} where the source cannot be parsed; its stack starts with `file:line` as Node's own do. */
  strip(source: string, url: string): string {
    this.amaro ??= createRequire(import.meta.url)(AMARO_FILE) as Amaro;
    const { transformSync } = this.amaro;
    try {
      const { code } = transformSync(source, { mode: 'strip-only', filename: url, deprecatedTsModuleAsError: true });
      return blankUnusedImports(code);
    } catch (fault) {
      if (!isUnsupported(fault)) throw syntaxError(fault, url);
    }
    try {
      const { code, map } = transformSync(source, {
        mode: 'transform',
        filename: url,
        sourceMap: true,
        transform: { verbatimModuleSyntax: false, noEmptyExport: true },
      });
      // From here on Node maps the positions in stack traces, and `module.findSourceMap` knows the file.
      process.setSourceMapsEnabled(true);
      const encoded = Buffer.from(map ?? '{}').toString('base64');
      return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
    } catch (fault) {
      throw syntaxError(fault, url);
    }
  }
}

/** What amaro throws: a plain object, lines from 1. */
interface AmaroFault {
  readonly code: 'InvalidSyntax' | 'UnsupportedSyntax';
  readonly message: string;
  readonly snippet: string;
  readonly startLine: number;
}

function isFault(thrown: unknown): thrown is AmaroFault {
  return typeof thrown === 'object' && thrown !== null && 'startLine' in thrown;
}

function isUnsupported(thrown: unknown): boolean {
  return isFault(thrown) && thrown.code === 'UnsupportedSyntax';
}

function syntaxError(thrown: unknown, url: string): unknown {
  if (!isFault(thrown)) return thrown;
  const error = new SyntaxError(thrown.message);
  const lines = thrown.snippet.trimEnd().split('\n');
  // The snippet begins with the whole source where the fault is on its last line; what counts is that line and its caret.
  error.stack = `${fileURLToPath(url)}:${thrown.startLine}\n${lines.slice(-2).join('\n')}\n\n${error.stack ?? ''}`;
  return error;
}
