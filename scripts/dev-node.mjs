// Runs a script on the Node version that development uses (24), whatever Node the machine has.
// Usage: node scripts/dev-node.mjs SCRIPT [ARGS...]   (plain JavaScript, runs on Node 20)
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const WANTED_MAJOR = 24;

/** Path of a Node of the wanted major version: this one, or the one that npm installed for this platform. */
export function devNode() {
  if (Number(process.versions.node.split('.')[0]) === WANTED_MAJOR) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = join(
    root,
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) > WANTED_MAJOR) return process.execPath;
  throw new Error(
    `GradLens is developed on Node ${WANTED_MAJOR}; this is Node ${process.versions.node} and ${file} is not there.\n` +
      `Run "npm ci" first; on ${process.platform}-${process.arch}, where npm has no package of it, install Node ${WANTED_MAJOR}.`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const child = spawn(devNode(), process.argv.slice(2), { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (signal !== 'SIGINT') child.kill(signal); // a terminal's Ctrl-C reaches the whole group by itself
    });
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
