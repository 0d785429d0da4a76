import { join } from 'node:path';
import { ownPython } from '../../src/ray/pythonEnvironment.js';

const root = join(import.meta.dirname, '..', '..');

/** A Python with what `ray/requirements.txt` names, made once. */
export const pythonOfTests = () =>
  ownPython({
    storeDirectory: join(root, '.cache', 'ray'),
    requirements: join(root, 'src', 'ray', 'requirements.txt'),
    signal: new AbortController().signal,
    namedWith: '--python',
    log: (line) => process.stderr.write(`${line}\n`),
  });
