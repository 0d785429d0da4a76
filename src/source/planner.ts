import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HumanError } from '../errors/humanError.js';
import type { Disposable } from '../lifecycle/disposables.js';
import type { LaunchPlan, PlanRequest } from '../protocol/launch.js';
import type { PlanAnswer, PlanMessage } from './messages.js';

interface Waiting {
  readonly file: string;
  readonly limit: NodeJS.Timeout;
  resolve(plan: LaunchPlan): void;
  reject(error: Error): void;
}

/** Reading the imports of a large project takes seconds; what takes longer has sent the worker into a loop. */
const TIME_LIMIT = 60_000;
/** Megabytes of the worker's heap. */
const MEMORY_LIMIT = 1024;

/**
 * Plans runs in a worker thread of its own, so that a search through a project's imports delays no code lens. A worker that dies or hangs
 * fails the plans that it was at and is replaced for the next ones.
 */
export class LaunchPlanner implements Disposable {
  private readonly waiting = new Map</* request */ number, Waiting>();
  private worker: Worker | undefined;
  private requests = 0;
  private disposed = false;

  constructor(
    private readonly workerFile: string,
    private readonly log: (line: string) => void,
    private readonly timeLimit = TIME_LIMIT,
  ) {}

  /** @throws {HumanError} by rejection, where the worker fails at this file */
  plan(request: PlanRequest): Promise<LaunchPlan> {
    const { file } = request.model;
    if (this.disposed) return Promise.reject(new HumanError('The window is being closed.'));
    return new Promise((resolve, reject) => {
      const id = ++this.requests;
      const limit = setTimeout(() => this.fail(`it took longer than ${this.timeLimit / 1000} s`), this.timeLimit);
      this.waiting.set(id, { file, limit, resolve, reject });
      this.worker ??= this.startWorker();
      this.worker.postMessage({ id, plan: request } satisfies PlanMessage);
    });
  }

  dispose(): void {
    this.disposed = true;
    this.fail('the window is being closed');
  }

  private startWorker(): Worker {
    const worker = new Worker(this.workerFile, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT } });
    const ended = (reason: string) => {
      if (worker === this.worker) this.fail(reason);
    };
    worker.on('message', (answer: PlanAnswer) => this.receive(answer));
    worker.on('error', (error) => ended(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    worker.on('exit', (code) => ended(`the worker ended with exit code ${code}`));
    return worker;
  }

  private receive(answer: PlanAnswer): void {
    const waiting = this.take(answer.id);
    if (!waiting) return;
    if ('plan' in answer) waiting.resolve(answer.plan);
    else this.report(waiting, answer.error);
  }

  /** Ends the worker, and fails all that wait for it. */
  private fail(reason: string): void {
    const worker = this.worker;
    this.worker = undefined;
    void worker?.terminate();
    for (const id of [...this.waiting.keys()]) {
      const waiting = this.take(id);
      if (waiting) this.report(waiting, reason);
    }
  }

  private take(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(waiting?.limit);
    return waiting;
  }

  private report({ file, reject }: Waiting, reason: string): void {
    this.log(`How to run ${file} could not be found out: ${reason}`);
    const [firstLine = reason] = reason.split('\n');
    reject(new HumanError(`How to run ${basename(file)} could not be found out: ${firstLine}`));
  }
}
