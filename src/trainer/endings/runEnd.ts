import type { TrainerProblem } from '../../protocol/trainer.js';
import type { UserCode } from '../capture/userCode.js';
import type { Link } from '../link/link.js';
import type { DescribedError } from './describeError.js';

/** Node's exit code where a module's top-level `await` never settles. */
const UNSETTLED_AWAIT = 13;

export interface RunEndContext {
  readonly link: Link;
  readonly userCode: UserCode;
  describe(thrown: unknown): DescribedError;
  /** Ends the fits that are under way. */
  endFits(outcome: 'completed' | 'stopped' | 'failed'): void;
  /** Whether a `fit` or `fitDataset` is under way. */
  isFitting(): boolean;
}

/**
 * Ends the run with the process, however that ends: by itself, by `process.exit`, by an uncaught error or by Stop. Node keeps its
 * own ways: errors are printed and set the exit code as without the trainer, and a user's own listeners decide.
 */
export class RunEnd {
  private failed = false;
  private stopping = false;

  constructor(private readonly context: RunEndContext) {
    process.on('uncaughtExceptionMonitor', (error) => this.onUncaught(error));
    process.on('exit', (code) => this.onExit(code));
    // The terminal's Ctrl-C reaches the whole process group; the parent decides what it means for this process.
    process.on('SIGINT', () => {});
  }

  /** Ends the process as stopped, with all records kept. */
  stop(): never {
    this.stopping = true;
    process.exit(0);
  }

  /** Ends the process as failed, for a reason that is known in a person's words. */
  fail(problem: TrainerProblem): never {
    this.failed = true;
    this.context.endFits('failed');
    this.context.link.problemAtCall(problem);
    process.exit(1);
  }

  private onUncaught(error: unknown): void {
    const { link } = this.context;
    if (process.listenerCount('uncaughtException') > 0) return;
    // After Stop, code may stumble over the empty results of training calls that returned at once.
    if (link.control.stopRequested) {
      this.stopping = true;
      return;
    }
    this.failed = true;
    this.context.endFits('failed');
    const { problem, atCall } = this.describe(error);
    if (atCall) link.problemAtCall(problem);
    else link.problem(problem);
  }

  /** Never throws: what Node runs here must not hide the user's error behind another one. */
  private describe(error: unknown): DescribedError {
    try {
      return this.context.describe(error);
    } catch (fault) {
      const message = `The code failed: ${String(error).split('\n', 1)[0]}`;
      const problem = { kind: 'user-code', severity: 'error', message, location: null, stack: String(fault) } as const;
      return { problem, atCall: false };
    }
  }

  private onExit(code: number): void {
    const { link } = this.context;
    const stopped = this.stopping || (link.control.stopRequested && code === 0);
    const failed = !stopped && (this.failed || code !== 0);
    if (failed && !this.failed) link.problem(this.exitProblem(code));
    const outcome = stopped ? 'stopped' : failed ? 'failed' : 'completed';
    const cutShort = outcome === 'completed' && this.context.isFitting();
    if (cutShort) link.problem(this.cutShortProblem());
    this.context.endFits(cutShort ? 'stopped' : outcome);
    link.end({ outcome, exitCode: code });
  }

  /** The user's code chose an exit code, or Node did. */
  private exitProblem(code: number): TrainerProblem {
    const unsettled = code === UNSETTLED_AWAIT;
    return {
      kind: 'user-code',
      severity: 'error',
      message: unsettled
        ? 'The code awaits something at top level that never settles (exit code 13).'
        : `The code ended with exit code ${code}.`,
      // `process.exit` calls its listeners itself, so the call is on the stack.
      location: this.context.userCode.callPlace(this.exitProblem),
      stack: null,
    };
  }

  /** The user's code ended the process well, in the middle of a fit. */
  private cutShortProblem(): TrainerProblem {
    return {
      kind: 'user-code',
      severity: 'warning',
      message: 'The code called process.exit during a fit, which ended it.',
      location: this.context.userCode.callPlace(this.cutShortProblem),
      stack: null,
    };
  }
}
