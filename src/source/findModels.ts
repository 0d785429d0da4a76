import { basename } from 'node:path';
import { OwnError } from '../errors/ownError.js';
import type { SourceModel } from '../protocol/source.js';
import { findJavaScriptModels } from './javascript/findJavaScriptModels.js';
import { modelFiles } from './modelFiles.js';
import { findPythonModels } from './python/finder/findPythonModels.js';
import { scriptText } from './scriptText.js';

type FindModels = (text: string, file: string) => SourceModel[];

/** Finders by the end of a file's name. */
const finders: readonly (readonly [RegExp, FindModels])[] = [
  [modelFiles.javascript, findJavaScriptModels],
  [modelFiles.markup, (text, file) => findJavaScriptModels(scriptText(text, file), file)],
  [modelFiles.python, findPythonModels],
];

/**
 * Every Sequential of a source file in the order of the source, found without running any of it. Text that is broken or half
 * typed loses only what is broken.
 * @throws {OwnError} where the finder itself fails: whoever goes through many files goes on with the next one
 */
export function findModels(text: string, file: string): SourceModel[] {
  const find = finders.find(([name]) => name.test(file))?.[1];
  try {
    return find ? find(text, file) : [];
  } catch (error) {
    throw new OwnError(`read the models of ${basename(file)}`, error);
  }
}
