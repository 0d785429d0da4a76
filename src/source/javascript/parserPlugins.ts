import type { ParserOptions } from '@babel/parser';
import { modelFiles } from '../modelFiles.js';

type Plugins = NonNullable<ParserOptions['plugins']>;

const always = ['decorators-legacy', 'decoratorAutoAccessors', 'exportDefaultFrom'] satisfies Plugins;

/** Dialects to read a file as, the likeliest first: outside TypeScript's own extensions a file may hold types, Flow's or TypeScript's. */
export function parserPlugins(text: string, file: string): readonly Plugins[] {
  if (/\.[mc]?ts$/i.test(file)) return [['typescript', ...always]];
  if (/\.tsx$/i.test(file)) return [['typescript', 'jsx', ...always]];
  const plain: Plugins = ['jsx', ...always];
  const flow: Plugins = ['flow', 'jsx', ...always];
  const typed: Plugins = ['typescript', 'jsx', ...always];
  if (modelFiles.markup.test(file)) return [plain, typed, ['typescript', ...always]];
  return /@flow\b/.test(text.slice(0, 2000)) ? [flow, typed] : [plain, typed];
}
