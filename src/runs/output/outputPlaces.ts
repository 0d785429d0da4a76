import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../../protocol/fit.js';
import type { Run } from '../types.js';

/** A place in a file that a printed line names. */
export interface OutputPlace extends SourceLocation {
  /** Where it stands in the line, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Where a run's files are. @param others that a person has opened */
export const outputFolders = ({ request }: Pick<Run, 'request'>, others: readonly string[]): readonly string[] => [
  request.cwd,
  dirname(request.file),
  ...others,
];

const LINE_AND_COLUMN = /:([1-9]\d{0,6})(?::([1-9]\d{0,6}))?(?![\d:])/g;
/** What a path begins after, unless it stands in parentheses, as in a stack. */
const BEFORE = /[\s'"`,;=<>[\]{}|]/;

/**
 * The places that a printed line names, such as `train.js:12` or `(/home/ada/my nets/train.js:12:5)`, in files inside of `folders`; a relative
 * path is one of the first folder. Whether the files are there is not looked at.
 */
export function placesIn(text: string, folders: readonly string[]): OutputPlace[] {
  return [...text.matchAll(LINE_AND_COLUMN)].flatMap((match) => {
    const start = pathStart(text, match.index);
    const file = fileOf(text.slice(start, match.index), folders);
    if (file === null) return [];
    const [all, line, column] = match;
    return { start, end: match.index + all.length, file, line: Number(line), column: Number(column ?? 1) };
  });
}

function pathStart(text: string, end: number): number {
  const parenthesis = text.lastIndexOf('(', end);
  const isInside = parenthesis >= 0 && !text.slice(parenthesis, end).includes(')');
  if (isInside) return parenthesis + 1;
  let start = end;
  while (start > 0 && !BEFORE.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** Null where it is no path of a file inside one of the folders. */
function fileOf(written: string, folders: readonly string[]): string | null {
  if (!/\.\w{1,8}$/.test(written)) return null;
  const path = pathOf(written);
  const [first] = folders;
  if (path === null || first === undefined) return null;
  const file = resolve(first, path);
  return folders.some((folder) => isInside(folder, file)) ? file : null;
}

function pathOf(written: string): string | null {
  if (!/^[a-z][a-z+.-]+:/i.test(written)) return written;
  try {
    return fileURLToPath(written);
  } catch {
    return null;
  }
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && !isAbsolute(path) && path.split(/[\\/]/)[0] !== '..';
}
