// What the figures were measured on.
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { at } from '../../scripts/lib/root.mjs';

export function machine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: totalmem(),
    system: type(),
    node: process.versions.node,
    /** How busy it was before anything was measured. */
    load: loadavg()[0] ?? 0,
    commit: commit(),
  };
}

function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: at(), encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}
