// Usage: node guard.mjs GRACE_PERIOD COMMAND ARGS...
// Runs COMMAND and ends it with everything it started: when it ends, and when our standard input closes, which happens however
// the process that started us dies, SIGKILL included. A signal is handed on to COMMAND, which has GRACE_PERIOD milliseconds to
// end by itself. Descendants are found by a mark in their environment, so those that changed group or parent are found too;
// where there is no /proc, by their process group.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';

const GRACE_PERIOD_WITHOUT_OWNER = 1500;
const POLL_INTERVAL = 50;
const onLinux = process.platform === 'linux';
const onWindows = process.platform === 'win32';

const mark = randomUUID();
const [gracePeriod, command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  // Marks add up, so that what is under a guard within a guard stays visible to the outer one.
  env: { ...process.env, GRADLENS_GUARD: [process.env.GRADLENS_GUARD, mark].filter(Boolean).join(',') },
  detached: !onLinux && !onWindows,
  shell: onWindows && /\.(cmd|bat)$/i.test(command),
});

/** Sends the signal to every descendant; returns how many were there. Signal 0 only counts. */
function signalDescendants(/** @type {NodeJS.Signals | 0} */ signal) {
  if (onLinux) return signalMarked(signal);
  if (child.pid === undefined) return 0;
  try {
    if (onWindows && signal !== 0) spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)]);
    else process.kill(onWindows ? child.pid : -child.pid, signal);
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
  // A process that forks while it is being killed leaves a new one: look again until none is found.
  for (let rounds = 0; rounds < 20 && signalDescendants('SIGKILL') > 0 && onLinux; rounds += 1);
  process.exit(code);
}

child.on('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  end(127);
});
child.on('exit', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));

let hasOwner = true;
function ownerGone() {
  if (!hasOwner) return;
  hasOwner = false;
  child.removeAllListeners('exit');
  signalDescendants('SIGTERM');
  const deadline = Date.now() + GRACE_PERIOD_WITHOUT_OWNER;
  setInterval(() => {
    if (signalDescendants(0) === 0 || Date.now() > deadline) end(128 + constants.signals.SIGTERM);
  }, POLL_INTERVAL);
}
process.stdin.on('end', ownerGone).on('error', ownerGone).resume();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    child.kill(signal);
    setTimeout(() => end(128 + constants.signals[signal]), Number(gracePeriod));
  });
}
