import { basename } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { OwnError } from '../errors/ownError.js';
import type { Disposable } from '../lifecycle/disposables.js';
import type { SourceModel } from '../protocol/source.js';
import { startWorker } from '../system/workerThread.js';
import type { FindAnswer, FindRequest, Found } from './messages.js';

/** One parse that callers wait for. */
interface Task {
  readonly key: string;
  readonly file: string;
  text: string;
  readonly waiting: { resolve(found: Found): void; reject(error: Error): void }[];
}

interface Running {
  readonly task: Task;
  readonly request: number;
  readonly limit: NodeJS.Timeout;
}

/** A file that takes longer has sent the worker into a loop: 10,000 lines take well under a second. */
const TIME_LIMIT = 10_000;
/** Megabytes of the worker's heap, so that a monstrous file costs a worker and not the extension host. */
const MEMORY_LIMIT = 1024;

/**
 * Finds models in a worker thread. Texts of one file that wait are replaced by the newest, and all that asked get its models. A
 * worker that dies or hangs fails the file that it was at and is replaced for the others.
 */
export class SourceFinder implements Disposable {
  private readonly queue = new Map<string, Task>();
  private worker: Worker | undefined;
  private running: Running | undefined;
  private requests = 0;
  private disposed = false;

  constructor(
    private readonly workerFile: string,
    private readonly log: (line: string) => void,
    private readonly timeLimit = TIME_LIMIT,
  ) {}

  /** @throws {Error} by rejection, when the worker fails at this file or the finder is disposed. */
  async find(file: string, text: string): Promise<readonly SourceModel[]> {
    return (await this.search(file, text)).models;
  }

  /**
   * As `find`, with the cells of a notebook.
   * @param key tells texts apart that a file has at one time, as on screen and on disk
   * @throws {Error} by rejection, as `find`
   */
  search(file: string, text: string, key = file): Promise<Found> {
    if (this.disposed) return Promise.reject(disposedError());
    return new Promise((resolve, reject) => {
      const task = this.queue.get(key) ?? { key, file, text, waiting: [] };
      task.text = text;
      task.waiting.push({ resolve, reject });
      this.queue.set(key, task);
      this.next();
    });
  }

  dispose(): void {
    this.disposed = true;
    const tasks = [...this.queue.values()];
    this.queue.clear();
    this.endWorker();
    this.settle((task) => reject(task, disposedError()));
    for (const task of tasks) reject(task, disposedError());
  }

  private next(): void {
    if (this.running) return;
    const [task] = this.queue.values();
    if (!task) return;
    this.queue.delete(task.key);
    const request = ++this.requests;
    const limit = setTimeout(() => {
      this.fail(`it took longer than ${this.timeLimit / 1000} s`);
    }, this.timeLimit);
    this.running = { task, request, limit };
    this.worker ??= this.startWorker();
    this.worker.postMessage({ id: request, file: task.file, text: task.text } satisfies FindRequest);
  }

  private startWorker(): Worker {
    return startWorker<FindAnswer>(
      this.workerFile,
      { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT } },
      (answer) => this.receive(answer),
      (worker, reason) => {
        if (worker === this.worker) this.fail(reason);
      },
    );
  }

  private receive(answer: FindAnswer): void {
    if (answer.id !== this.running?.request) return;
    this.settle((task) => {
      if ('models' in answer) for (const { resolve } of task.waiting) resolve(answer);
      else this.report(task, answer.error);
    });
    this.next();
  }

  /** Replaces the worker, and fails the file that it was at. */
  private fail(reason: string): void {
    this.endWorker();
    this.settle((task) => this.report(task, reason));
    this.next();
  }

  private settle(end: (task: Task) => void): void {
    if (!this.running) return;
    const { task, limit } = this.running;
    clearTimeout(limit);
    this.running = undefined;
    end(task);
  }

  private report(task: Task, reason: string): void {
    this.log(`Models of ${task.file} could not be found: ${reason}`);
    const [firstLine = reason] = reason.split('\n');
    reject(task, new OwnError(`read the models of ${basename(task.file)}`, firstLine));
  }

  private endWorker(): void {
    const worker = this.worker;
    this.worker = undefined;
    void worker?.terminate();
  }
}

function reject(task: Task, error: Error): void {
  for (const waiting of task.waiting) waiting.reject(error);
}

function disposedError(): Error {
  return new Error('The search for models was ended');
}
