// The built command line, to its end.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { at } from '../../scripts/lib/root.mjs';

const MOST_OUTPUT = 1 << 28;

/** @returns {Promise<{ stdout: string, stderr: string }>} also where it fails: with findings it exits with 1 */
export const runCli = (/** @type {string[]} */ ...args) =>
  promisify(execFile)(process.execPath, [at('dist', 'cli.mjs'), ...args], { maxBuffer: MOST_OUTPUT }).catch(
    (error) => error,
  );
