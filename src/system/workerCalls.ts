import type { Worker } from 'node:worker_threads';
import type { Disposable } from '../lifecycle/disposables.js';
import { startWorker } from './workerThread.js';

/** Milliseconds between two looks at the memory of the process. */
const LOOK = 100;
const MEGABYTE = 1024 * 1024;
const HEAP_FACTOR = 2;

interface Waiting<Answer> {
  readonly limit: NodeJS.Timeout;
  resolve(answer: Answer): void;
  reject(error: Error): void;
  /** What the caller is told where the worker fails. */
  readonly failure: (reason: string) => Error;
}

export interface WorkerLimits {
  /** Milliseconds that an answer may take. */
  readonly time: number;
  /** Megabytes by which the process may grow while it answers. */
  readonly memory: number;
}

/**
 * Calls answered by a worker thread, any number at a time; it starts with the first one. A worker that dies or hangs fails the calls that it was
 * at and is replaced for the next ones.
 */
export class WorkerCalls<Call extends object, Answer extends { readonly id: number }> implements Disposable {
  private readonly waiting = new Map</* id */ number, Waiting<Answer>>();
  private worker: Worker | undefined;
  private calls = 0;
  private before = 0;
  private looks: NodeJS.Timeout | undefined;

  constructor(
    private readonly workerFile: string,
    private readonly limits: WorkerLimits,
  ) {}

  /** @throws {Error} by rejection, what `failure` makes of the reason, where the worker fails before it answers */
  ask(call: Call, failure: (reason: string) => Error): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = ++this.calls;
      const { time } = this.limits;
      const limit = setTimeout(() => this.end(`it took longer than ${time / 1000} s`), time);
      this.waiting.set(id, { limit, resolve, reject, failure });
      this.watch();
      this.worker ??= this.start();
      this.worker.postMessage({ id, ...call });
    });
  }

  dispose(): void {
    this.end('the window is being closed');
  }

  /** Looks at the memory of the process while somebody waits. */
  private watch(): void {
    if (this.looks) return;
    this.before = process.memoryUsage.rss();
    this.looks = setInterval(() => {
      if (this.waiting.size === 0) {
        clearInterval(this.looks);
        this.looks = undefined;
      } else if (process.memoryUsage.rss() - this.before > this.limits.memory * MEGABYTE) {
        this.end(`it takes more than ${this.limits.memory} MB of memory`);
      }
    }, LOOK);
  }

  private start(): Worker {
    return startWorker<Answer>(
      this.workerFile,
      // A heap that is full can end the whole process, not only its thread: the watch comes first.
      { resourceLimits: { maxOldGenerationSizeMb: HEAP_FACTOR * this.limits.memory } },
      (answer) => this.take(answer.id)?.resolve(answer),
      (worker, reason) => {
        if (worker === this.worker) this.end(reason);
      },
    );
  }

  /** Ends the worker, and fails all that wait for it. */
  private end(reason: string): void {
    clearInterval(this.looks);
    this.looks = undefined;
    const worker = this.worker;
    this.worker = undefined;
    void worker?.terminate();
    for (const id of [...this.waiting.keys()]) {
      const waiting = this.take(id);
      waiting?.reject(waiting.failure(reason));
    }
  }

  private take(id: number): Waiting<Answer> | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(waiting?.limit);
    return waiting;
  }
}
