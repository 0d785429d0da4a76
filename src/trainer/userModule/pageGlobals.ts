import { createRequire } from 'node:module';
import { isPageScript } from '../../source/pageScript.js';
import { scriptText } from '../../source/scriptText.js';
import type { TfjsPackages } from '../backend/tfjsPackages.js';
import { readSource } from './sourceTexts.js';

/** Gives a page's script the global `tf` that the page brings in with a script element. Other files get none, as in Node. */
export function offerPageGlobals(file: string, { fileOf }: TfjsPackages): void {
  const tfjs = fileOf.get('@tensorflow/tfjs');
  if (tfjs === undefined || !isPage(file)) return;
  const require = createRequire(import.meta.url);
  Object.defineProperty(globalThis, 'tf', { configurable: true, writable: true, value: require(tfjs) });
}

/** A file that cannot be read is Node's to tell of. */
function isPage(file: string): boolean {
  try {
    return isPageScript(scriptText(readSource(file), file), file);
  } catch {
    return false;
  }
}
