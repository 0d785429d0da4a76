// Starts children that cannot outlive this process, and ends them on Ctrl-C and SIGTERM.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));
const SIGNAL_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** @type {Set<GuardedChild>} */
const alive = new Set();
/** @type {Set<() => void | Promise<void>>} */
const cleanUps = new Set();
let handlesSignals = false;

/** A child under a guard: everything that it starts ends with it. */
export class GuardedChild {
  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output?: 'inherit' | 'pipe' | 'stderr' }} [options] where its output goes
   */
  constructor(command, args, { cwd, env = process.env, output = 'inherit' } = {}) {
    endOnSignals();
    const streams = { inherit: /** @type {const} */ (['inherit', 'inherit']), pipe: /** @type {const} */ (['pipe', 'pipe']), stderr: [2, 2] };
    const [stdout, stderr] = streams[output];
    /** @private */
    this.child = spawn(process.execPath, [guard, command, ...args], { cwd, env, stdio: ['pipe', stdout, stderr], windowsHide: true });
    this.stdout = this.child.stdout;
    this.stderr = this.child.stderr;
    /** @type {Promise<number>} resolves to its exit code */
    this.exit = new Promise((resolve) => {
      this.child.once('close', (code) => resolve(code ?? 1));
      this.child.once('error', () => resolve(127));
    });
    this.child.stdin?.on('error', () => {});
    alive.add(this);
    void this.exit.then(() => alive.delete(this));
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
  for (const [signal, code] of Object.entries(SIGNAL_EXIT_CODES)) {
    process.once(signal, async () => {
      await Promise.all([...alive].map((child) => child.stop()));
      await Promise.allSettled([...cleanUps].map((cleanUp) => cleanUp()));
      process.exit(code);
    });
  }
}

/** Waits for the first chunk that a pattern matches, in the child's output of both streams. */
export async function waitForOutput(/** @type {GuardedChild} */ child, /** @type {RegExp} */ pattern, /** @type {number} */ timeout) {
  let text = '';
  const found = new AbortController();
  const seen = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        if (found.signal.aborted) return;
        text = (text + chunk).slice(-20_000);
        const match = pattern.exec(text);
        if (match) resolve(match);
      });
    }
  });
  const timer = setTimeout(() => found.abort(), timeout);
  const late = once(found.signal, 'abort').then(() => `did not start within ${timeout / 1000} s`);
  const ended = child.exit.then((code) => `ended with code ${code}`);
  const first = await Promise.race([seen, late, ended]);
  clearTimeout(timer);
  found.abort();
  if (typeof first === 'string') throw new Error(`${first}:\n${text}`);
  return /** @type {RegExpExecArray} */ (first);
}
