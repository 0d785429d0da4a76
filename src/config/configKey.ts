import { isAbsolute, relative, sep } from 'node:path';
import type { SourceModel } from '../protocol/source.js';

/**
 * The key under which `gradlens.json` has a model: `src/net.ts#model`, then `src/net.ts#model#2` for the file's second model of that
 * name. Lines are no part of it: they change with every edit.
 * @param models all models of the model's file, in order
 */
export function configKey(
  folder: string,
  model: Pick<SourceModel, 'file' | 'name' | 'line'>,
  models: readonly Pick<SourceModel, 'name' | 'line'>[],
): string {
  const same = models.filter(({ name }) => name === model.name);
  const nth = same.findIndex(({ line }) => line === model.line) + 1;
  return `${portablePath(folder, model.file)}#${model.name}${nth > 1 ? `#${nth}` : ''}`;
}

/** Relative to the folder with slashes; absolute where it is outside. */
function portablePath(folder: string, file: string): string {
  const path = relative(folder, file);
  return isAbsolute(path) || path.startsWith('..') ? file : path.split(sep).join('/');
}
