// Tells whether dist/ is what the sources make.
import { at } from './root.mjs';
import { hashOfFiles } from './stamp.mjs';

/** What dist/ is made from. */
const INPUTS = ['src', 'webview', 'scripts/build.mjs', 'package-lock.json'];

/** Written by scripts/build.mjs when all is built. */
export const BUILD_STAMP = at('dist', '.stamp');

/** Identifies the sources as they are now. */
export function buildStamp() {
  return hashOfFiles(
    at(),
    INPUTS.map((input) => at(input)),
  );
}
