import { modelFiles } from './modelFiles.js';

/** What brings modules in, or makes one of the file. */
const IS_MODULE = /\b(?:import|export|require|importScripts)\b|\bmodule\.exports\b/;
const USES_TF = /(?<![.\w$])tf\s*[.?[]/;
const DECLARES_TF = /\b(?:const|let|var|function|class)\s+(?:\w+\s*,\s*)*tf\b/;

export const isPage = (file: string): boolean => /\.html?$/i.test(file);

/**
 * Whether a file is a page, or a script that a page loads: it takes TensorFlow.js as the global `tf`, which Node has not.
 * @param text the scripts' text (`scriptText`)
 */
export function isPageScript(text: string, file: string): boolean {
  if (isPage(file)) return true;
  return modelFiles.javascript.test(file) && USES_TF.test(text) && !IS_MODULE.test(text) && !DECLARES_TF.test(text);
}
