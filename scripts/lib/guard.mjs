// Usage: node guard.mjs COMMAND ARGS...
// Runs COMMAND and ends it with everything it started: when it ends, on SIGTERM, or when our standard input closes, which
// happens however the process that started us dies, SIGKILL included. Descendants are found by a mark in their environment, so
// those that changed group or parent are found too; where there is no /proc, by their process group.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const GRACE_PERIOD = 1500;
const POLL_INTERVAL = 50;
const onLinux = process.platform === 'linux';
const onWindows = process.platform === 'win32';

const mark = randomUUID();
const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  // Marks add up, so that a guard within a guard stays visible to the outer one.
  env: { ...process.env, GRADLENS_GUARD: [process.env['GRADLENS_GUARD'], mark].filter(Boolean).join(',') },
  detached: !onLinux && !onWindows,
  shell: onWindows && /\.(cmd|bat)$/i.test(command),
});

/** Sends the signal to every descendant; returns how many were there. Signal 0 only counts. */
function signalDescendants(/** @type {NodeJS.Signals | 0} */ signal) {
  if (onLinux) return signalMarked(signal);
  if (child.pid === undefined || child.exitCode !== null) return 0;
  if (onWindows && signal !== 0) return spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)]).status === 0 ? 1 : 0;
  try {
    process.kill(onWindows ? child.pid : -child.pid, signal);
    return 1;
  } catch {
    return 0;
  }
}

function signalMarked(/** @type {NodeJS.Signals | 0} */ signal) {
  let found = 0;
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark)) continue;
      process.kill(pid, signal);
      found += 1;
    } catch {
      // It has just ended, or it belongs to somebody else.
    }
  }
  return found;
}

function end(/** @type {number} */ code) {
  for (let rounds = 0; rounds < 20 && signalDescendants('SIGKILL') > 0 && onLinux; rounds += 1);
  process.exit(code);
}

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  child.removeAllListeners('exit');
  signalDescendants('SIGTERM');
  const deadline = Date.now() + GRACE_PERIOD;
  setInterval(() => {
    if (signalDescendants(0) === 0 || Date.now() > deadline) end(143);
  }, POLL_INTERVAL);
}

child.on('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  end(127);
});
child.on('exit', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 143)));
process.stdin.on('end', stop).on('error', stop).resume();
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
// A terminal's Ctrl-C reaches the child too; it gets the time to end by itself.
process.on('SIGINT', () => setTimeout(stop, GRACE_PERIOD));
