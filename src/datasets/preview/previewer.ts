import { Worker } from 'node:worker_threads';
import { HumanError } from '../../errors/humanError.js';
import type { Disposable } from '../../lifecycle/disposables.js';
import type { DataSpec } from '../../protocol/data.js';
import type { PreviewAnswer, PreviewRequest } from './messages.js';
import type { DataPreview } from './types.js';

interface Waiting {
  resolve(preview: DataPreview): void;
  reject(error: Error): void;
  readonly limit: NodeJS.Timeout;
}

/** Milliseconds; the beginning of a file takes well under one second, a large JSON file some. */
const TIME_LIMIT = 30_000;
/** Megabytes of the worker's heap. */
const MEMORY_LIMIT = 2048;

/** Previews data in a worker thread, which starts with the first preview. One that hangs or dies fails what waits and is replaced. */
export class DataPreviewer implements Disposable {
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | undefined;
  private requests = 0;
  private disposed = false;

  constructor(
    private readonly workerFile: string,
    private readonly log: (line: string) => void,
    private readonly timeLimit = TIME_LIMIT,
  ) {}

  /**
   * @param data a spec, or the path of what a person picked
   * @throws {HumanError} by rejection, where the data cannot be read; {Error} where the previewer is disposed
   */
  preview(data: DataSpec | string, folder: string): Promise<DataPreview> {
    if (this.disposed) return Promise.reject(new Error('The preview was ended'));
    return new Promise((resolve, reject) => {
      const id = ++this.requests;
      const limit = setTimeout(() => this.fail(`it took longer than ${this.timeLimit / 1000} s`), this.timeLimit);
      this.waiting.set(id, { resolve, reject, limit });
      this.worker ??= this.start();
      this.worker.postMessage({ id, data, folder } satisfies PreviewRequest);
    });
  }

  dispose(): void {
    this.disposed = true;
    this.end(new Error('The preview was ended'));
  }

  private start(): Worker {
    const worker = new Worker(this.workerFile, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT } });
    const ended = (reason: string) => {
      if (worker === this.worker) this.fail(reason);
    };
    worker.on('message', (answer: PreviewAnswer) => this.receive(answer));
    worker.on('error', (error) => ended(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    worker.on('exit', (code) => ended(`the worker ended with exit code ${code}`));
    return worker;
  }

  private receive(answer: PreviewAnswer): void {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    this.waiting.delete(answer.id);
    clearTimeout(waiting.limit);
    if ('preview' in answer) waiting.resolve(answer.preview);
    else if ('problem' in answer) waiting.reject(new HumanError(answer.problem));
    else waiting.reject(this.failure(answer.error));
  }

  private fail(reason: string): void {
    this.end(this.failure(reason));
  }

  private failure(reason: string): Error {
    this.log(`Data could not be previewed: ${reason}`);
    return new HumanError(`The data could not be looked at: ${reason.split('\n')[0] ?? reason}.`);
  }

  private end(error: Error): void {
    const { worker } = this;
    this.worker = undefined;
    void worker?.terminate();
    for (const { reject, limit } of this.waiting.values()) {
      clearTimeout(limit);
      reject(error);
    }
    this.waiting.clear();
  }
}
