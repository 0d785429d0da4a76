import type { File } from '@babel/types';
import { FileAnalysis } from './fileAnalysis.js';
import { parseJavaScript } from './parse.js';

export interface AnalysedFile {
  readonly tree: File;
  readonly analysis: FileAnalysis;
}

let last: { readonly text: string; readonly file: string; readonly analysed: AnalysedFile | null } | null = null;

/**
 * A file's tree and what is known of it; null where it cannot be parsed. The last one is kept: a plan looks at a file more than once, and an
 * editor asks for the plans of all its models one after the other.
 */
export function lastAnalysed(text: string, file: string): AnalysedFile | null {
  if (last?.text !== text || last.file !== file) last = { text, file, analysed: analyse(text, file) };
  return last.analysed;
}

export function analyse(text: string, file: string): AnalysedFile | null {
  const tree = parseJavaScript(text, file);
  return tree && { tree, analysis: new FileAnalysis(tree) };
}
