import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onInterrupt } from '../../../scripts/lib/guarded.mjs';

/**
 * Starts a process and waits for the first line of its output that matches; then ends it.
 * @param {string} command @param {string[]} args @param {{ env: NodeJS.ProcessEnv, pattern: RegExp }} options
 * @returns {Promise<void>} rejects where it ends before
 */
export async function firstLine(command, args, { env, pattern }) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const forget = onInterrupt(() => void child.kill());
  let errors = '';
  child.stderr.on('data', (text) => {
    errors = `${errors}${text}`.slice(-1000);
  });
  const gone = new Promise((resolve) => child.once('close', () => resolve(false)));
  const found = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (pattern.test(line)) resolve(true);
    });
  });
  const isThere = await Promise.race([found, gone]);
  void gone.then(forget);
  if (!isThere) throw new Error(`ended without a line like ${pattern}: ${errors.trim()}`);
  child.kill();
}
