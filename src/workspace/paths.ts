import { basename, sep } from 'node:path';

export const IGNORE_FILE = '.gitignore';

export const isIgnoreFile = (path: string): boolean => basename(path) === IGNORE_FILE;

/** Whether a path is a folder or lies below it. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
