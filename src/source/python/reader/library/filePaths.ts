import { posix } from 'node:path';
import type { LibraryCall } from './library.js';

/** A function of texts, all of them known. */
const ofTexts =
  (compute: (...texts: string[]) => string): LibraryCall =>
  ({ args }) => {
    const texts = args.positional.filter((value) => typeof value === 'string');
    return texts.length === args.positional.length && texts.length > 0 ? compute(...texts) : undefined;
  };

/** As Python does it: what follows is kept as it is. */
function joined(...parts: string[]): string {
  return parts.reduce((all, part) => (part.startsWith('/') || all === '' ? part : `${all.replace(/\/$/, '')}/${part}`));
}

/** Functions of paths, and of what the program has written itself. */
export const pathFunctions: Readonly<Record<string, LibraryCall>> = {
  'os.path.join': ofTexts(joined),
  'os.path.dirname': ofTexts((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))),
  'os.path.basename': ofTexts((path) => posix.basename(path)),
  // Where files are read, `~` is the home folder.
  'os.path.expanduser': ofTexts((path) => path),
  'os.path.normpath': ofTexts((path) => posix.normalize(path)),
  'tensorflow.train.latest_checkpoint': ({ machine, args }) => {
    const [folder] = args.positional;
    return typeof folder === 'string' ? machine.trace.program.files.latestIn(folder) : undefined;
  },
};
