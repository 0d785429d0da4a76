import { type ParserOptions, parse } from '@babel/parser';
import type { File } from '@babel/types';
import { modelFiles } from '../modelFiles.js';
import { repair } from './repair.js';

type Plugins = NonNullable<ParserOptions['plugins']>;

const always = ['decorators-legacy', 'decoratorAutoAccessors', 'exportDefaultFrom'] satisfies Plugins;

/** Read as a script with everything allowed, a module parses too, and sloppy code that a module must not hold is no error. */
const options = {
  sourceType: 'script',
  errorRecovery: true,
  attachComment: false,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowNewTargetOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
} satisfies ParserOptions;

/** Characters that may be read in looking for a repair, at least, and by the text's length: they bound the time that a broken file takes. */
const REPAIR_BUDGET = 1_500_000;
const REPAIR_READINGS = 8;

/**
 * The syntax tree of a JavaScript or TypeScript file; its extension decides on TypeScript and JSX. Of text that is broken or
 * half typed it holds what is left when the broken lines are taken out, everything in its place. Never throws.
 */
export function parseJavaScript(text: string, file: string): File | null {
  let furthest: { plugins: Plugins; error: number } | null = null;
  for (const plugins of parserPlugins(text, file)) {
    const result = tryParse(text, plugins);
    if (result.file) return result.file;
    if (!furthest || result.error > furthest.error) furthest = { plugins, error: result.error };
  }
  return furthest && parseBroken(text, furthest.error, furthest.plugins);
}

function parseBroken(text: string, error: number, plugins: Plugins): File | null {
  return parseRepaired(text, error, plugins) ?? parseParts(text, plugins);
}

function parseRepaired(text: string, error: number, plugins: Plugins, place?: ParserOptions): File | null {
  let budget = Math.max(REPAIR_BUDGET, REPAIR_READINGS * text.length);
  let file: File | null = null;
  repair(text, error, (candidate) => {
    budget -= candidate.length;
    if (budget < 0) return 0;
    const result = tryParse(candidate, plugins, place);
    file = result.file;
    return result.file ? null : result.error - (place?.startIndex ?? 0);
  });
  return file;
}

/** Parses each statement at the margin on its own, so that one that is badly broken costs the others nothing. */
function parseParts(text: string, plugins: Plugins): File | null {
  let whole: File | null = null;
  let startIndex = 0;
  let startLine = 1;
  for (const part of text.split(/^(?=[\w$@])/m)) {
    const place = { startIndex, startLine, startColumn: 0 };
    const result = tryParse(part, plugins, place);
    const file = result.file ?? parseRepaired(part, result.error - startIndex, plugins, place);
    if (whole && file) whole.program.body.push(...file.program.body);
    else whole ??= file;
    startIndex += part.length;
    startLine += part.match(/\r\n?|[\n\u2028\u2029]/g)?.length ?? 0;
  }
  if (whole) whole.program.end = text.length;
  return whole;
}

type ParseResult = { readonly file: File; readonly error: null } | { readonly file: null; readonly error: number };

function tryParse(text: string, plugins: Plugins, place: ParserOptions = {}): ParseResult {
  try {
    return { file: parse(text, { ...options, ...place, plugins: [...plugins] }), error: null };
  } catch (error) {
    const position = error instanceof SyntaxError && 'pos' in error ? error.pos : 0;
    return { file: null, error: typeof position === 'number' ? position : 0 };
  }
}

/** Dialects to read a file as, the likeliest first: outside TypeScript's own extensions a file may hold types, Flow's or TypeScript's. */
function parserPlugins(text: string, file: string): readonly Plugins[] {
  if (/\.[mc]?ts$/i.test(file)) return [['typescript', ...always]];
  if (/\.tsx$/i.test(file)) return [['typescript', 'jsx', ...always]];
  const plain: Plugins = ['jsx', ...always];
  const flow: Plugins = ['flow', 'jsx', ...always];
  const typed: Plugins = ['typescript', 'jsx', ...always];
  if (modelFiles.markup.test(file)) return [plain, typed, ['typescript', ...always]];
  return /@flow\b/.test(text.slice(0, 2000)) ? [flow, typed] : [plain, typed];
}
