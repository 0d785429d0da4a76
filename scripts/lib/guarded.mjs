// Starts children that cannot outlive this process, and ends them on Ctrl-C and SIGTERM.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));
const GRACE_PERIOD = 5000;

/** @type {Set<GuardedChild>} */
const alive = new Set();
/** @type {Set<() => void | Promise<void>>} */
const cleanUps = new Set();
let handlesSignals = false;
/** @type {Promise<never> | undefined} */
let interruption;

/** Where a child's output goes: to ours, to a pipe, or both streams to our stderr. */
const OUTPUTS = /** @type {const} */ ({ inherit: ['inherit', 'inherit'], pipe: ['pipe', 'pipe'], stderr: [2, 2] });

/**
 * @typedef {object} ChildOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] its whole environment; ours if left out
 * @property {keyof typeof OUTPUTS} [output]
 * @property {number} [gracePeriod] milliseconds that it has to end by itself after a signal
 */

/** A child under a guard: everything that it starts ends with it. */
export class GuardedChild {
  /**
   * @param {string} command
   * @param {string[]} args
   * @param {ChildOptions} [options]
   */
  constructor(command, args, { cwd, env = process.env, output = 'inherit', gracePeriod = GRACE_PERIOD } = {}) {
    endOnSignals();
    // Detached, so that a terminal's Ctrl-C reaches this process alone, which hands it on once.
    /** @private */
    this.child = spawn(process.execPath, [guard, String(gracePeriod), command, ...args], {
      cwd,
      env,
      stdio: ['pipe', ...OUTPUTS[output]],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.stdout = this.child.stdout;
    this.stderr = this.child.stderr;
    /** @type {Promise<number>} resolves to its exit code, 128 + N where signal N ended it */
    this.exit = new Promise((resolve) => {
      this.child.once('close', (code) => resolve(code ?? 1));
      this.child.once('error', () => resolve(127));
    });
    this.child.stdin?.on('error', () => {});
    alive.add(this);
    void this.exit.then(() => alive.delete(this));
  }

  /** Hands a signal on; it has its grace period to end by itself. */
  signal(/** @type {NodeJS.Signals} */ signal) {
    this.child.kill(signal);
  }

  /** Ends it and all that it started; resolves when they are gone. */
  async stop() {
    this.child.stdin?.end();
    await this.exit;
  }
}

/** Runs a command to its end; resolves to its exit code. */
export function run(/** @type {ConstructorParameters<typeof GuardedChild>} */ ...how) {
  return new GuardedChild(...how).exit;
}

/** Has something done (a temporary folder removed) when a signal ends this process. Returns how to take it back. */
export function onInterrupt(/** @type {() => void | Promise<void>} */ cleanUp) {
  endOnSignals();
  cleanUps.add(cleanUp);
  return () => cleanUps.delete(cleanUp);
}

function endOnSignals() {
  if (handlesSignals) return;
  handlesSignals = true;
  for (const signal of /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      interruption ??= endBecauseOf(signal);
    });
  }
}

/** Ends this process; where a signal has come, once everything is cleaned up and with that signal's exit code. */
export async function exit(/** @type {number} */ code) {
  await interruption;
  process.exit(code);
}

/** @returns {Promise<never>} */
async function endBecauseOf(/** @type {NodeJS.Signals} */ signal) {
  for (const child of alive) child.signal(signal);
  await Promise.all([...alive].map((child) => child.exit));
  await Promise.allSettled([...cleanUps].map((cleanUp) => cleanUp()));
  process.exit(128 + constants.signals[signal]);
}

/**
 * Waits for the first match of a pattern in a child's output (`output: 'pipe'`).
 * @returns {Promise<RegExpExecArray>} rejects with all output so far where the child ends first or it takes too long
 */
export async function waitForOutput(
  /** @type {GuardedChild} */ child,
  /** @type {RegExp} */ pattern,
  /** @type {number} */ timeout,
) {
  let text = '';
  const waiting = new AbortController();
  /** @type {Promise<RegExpExecArray>} */
  const match = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        if (waiting.signal.aborted) return;
        text += chunk;
        const found = pattern.exec(text);
        if (found) resolve(found);
      });
    }
  });
  const late = sleep(timeout, `did not start within ${timeout / 1000} s`, { signal: waiting.signal }).catch(() => '');
  const ended = child.exit.then((code) => `ended with code ${code}`);
  const first = await Promise.race([match, late, ended]);
  waiting.abort();
  if (typeof first === 'string') throw new Error(`${first}:\n${text}`);
  return first;
}
