// A process that trains when it is asked: one line of JSON in, one answer out. It waits, and takes no processor, between its turns.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onInterrupt } from '../../../scripts/lib/guarded.mjs';
import { answerIn } from './answers.mjs';

const ERRORS_KEPT = 2000;

export class TrainingProcess {
  /**
   * @param {string} command
   * @param {string[]} args
   * @param {NodeJS.ProcessEnv} env
   */
  constructor(command, args, env) {
    /** @private */
    this.child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    /** @private */
    this.errors = '';
    /** @private @type {((value: any) => void) | null} */
    this.onAnswer = null;
    this.child.stderr.on('data', (text) => {
      this.errors = `${this.errors}${text}`.slice(-ERRORS_KEPT);
    });
    this.child.stdin.on('error', () => {});
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const answer = answerIn(line);
      if (answer) this.onAnswer?.(answer);
    });
    /** @private @type {Promise<string>} how it ended */
    this.gone = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve(`ended (${signal ?? code}): ${this.errors.trim()}`));
      this.child.once('error', (error) => resolve(error.message));
    });
    this.forget = onInterrupt(() => void this.child.kill('SIGKILL'));
    void this.gone.then(this.forget);
  }

  get pid() {
    return this.child.pid;
  }

  /**
   * @param {object | null} request null where its arguments said it all
   * @param {number} timeout milliseconds
   * @returns {Promise<any>} rejects with what went wrong; then the process is gone
   */
  async ask(request, timeout) {
    let timer;
    const answered = new Promise((resolve) => {
      this.onAnswer = resolve;
    });
    if (request) this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve(`gave no answer in ${timeout / 1000} s`), timeout);
    });
    const first = await Promise.race([answered, late, this.gone]);
    clearTimeout(timer);
    this.onAnswer = null;
    const problem = typeof first === 'string' ? first : first.error;
    if (problem === undefined) return first;
    await this.close();
    throw new Error(problem);
  }

  /** Ends it; resolves when it is gone. */
  async close() {
    this.child.kill('SIGKILL');
    await this.gone;
  }
}
