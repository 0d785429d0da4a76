import { type ParserOptions, parse } from '@babel/parser';
import type { File } from '@babel/types';
import { parserPlugins } from './parserPlugins.js';

const options = {
  sourceType: 'unambiguous',
  errorRecovery: true,
  attachComment: false,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowNewTargetOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
} satisfies ParserOptions;

/**
 * The syntax tree of a JavaScript or TypeScript file; its extension decides on TypeScript and JSX. Null where nothing of it can
 * be parsed. Never throws.
 */
export function parseJavaScript(text: string, file: string): File | null {
  for (const plugins of parserPlugins(text, file)) {
    try {
      return parse(text, { ...options, plugins: [...plugins] });
    } catch {
      // The next dialect may read it.
    }
  }
  return null;
}
