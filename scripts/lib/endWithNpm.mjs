// Ends a script when the npm that started it is gone: npm cannot hand on a SIGKILL.
import { readFileSync } from 'node:fs';

const CHECK_INTERVAL = 500;

/** Sends this process SIGTERM when npm ends; does nothing where npm did not start it. */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = starters();
  setInterval(() => {
    if (starters() !== before) process.kill(process.pid, 'SIGTERM');
  }, CHECK_INTERVAL).unref();
}

/** Our parent, and its parent too where npm started us through a shell that stays. */
function starters() {
  const parent = process.ppid;
  const { name, parentId } = processStatus(parent);
  return /sh$/.test(name) ? `${parentId} ${parent}` : `${parent}`;
}

/** Known on Linux only; elsewhere a shell replaces itself by the one command that it is given. */
function processStatus(/** @type {number} */ pid) {
  try {
    const [, name = '', parentId = ''] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parentId };
  } catch {
    return { name: '', parentId: '' };
  }
}
