import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { messageOf } from '../errors/errorText.js';
import { type DriverCommand, DriverMessage } from '../protocol/ray.js';
import { lastWord } from './connectFailure.js';

/** Characters of stderr that are kept to tell why the driver went away. */
const LAST_ERRORS = 4096;

/** Milliseconds that the driver has to cancel what is left before it is killed. */
const GRACE_PERIOD = 20_000;

export interface DriverListeners {
  onMessage(message: DriverMessage): void;
  /** Told once: the process is gone. */
  onGone(reason: string): void;
  log(line: string): void;
}

export interface DriverStart {
  /** An interpreter that has Ray. */
  readonly python: string;
  /** `ray/driver.py`. */
  readonly script: string;
  readonly address: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** The process in Python that speaks to Ray. */
export class RayDriver {
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
  private readonly child: ChildProcess;

  constructor({ python, script, address, env = process.env }: DriverStart, listeners: DriverListeners) {
    let lastErrors = '';
    const child = spawn(python, ['-B', script, '--address', address], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // What lies in the project need not be what a repository keeps.
      env: { ...env, RAY_RUNTIME_ENV_IGNORE_GITIGNORE: '1', PYTHONUNBUFFERED: '1' },
      windowsHide: true,
    });
    this.child = child;
    child.stdin?.on('error', () => {});
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastErrors = `${lastErrors}${text}`.slice(-LAST_ERRORS);
    });
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => receive(line, listeners));
    this.gone = new Promise((resolve) => {
      const leave = (reason: string) => {
        listeners.onGone(reason);
        resolve();
      };
      child.once('error', (error) => leave(`${python} cannot be started: ${error.message}`));
      child.once('close', (code, signal) => leave(lastWord(lastErrors) || `exit ${code ?? signal}`));
    });
  }

  send(command: DriverCommand): void {
    this.child.stdin?.write(`${JSON.stringify(command)}\n`);
  }

  /** Ends it at once. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Cancels what is left, and resolves when the process is gone. */
  async close(): Promise<void> {
    this.child.stdin?.end();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), GRACE_PERIOD);
    await this.gone;
    clearTimeout(timer);
  }
}

function receive(line: string, { onMessage, log }: DriverListeners): void {
  try {
    onMessage(v.parse(DriverMessage, JSON.parse(line)));
  } catch (error) {
    log(`Ignored a line of Ray's driver: ${messageOf(error)}`);
  }
}
