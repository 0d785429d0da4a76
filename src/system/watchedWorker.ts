import type { Worker } from 'node:worker_threads';
import type { Disposable } from '../lifecycle/disposables.js';
import { startWorker } from './workerThread.js';

export interface Watch {
  readonly workerData: unknown;
  /** Milliseconds of computing, of the whole process, that an answer may take: the clock would count other processes' too. */
  readonly time: number;
  /** Megabytes by which the whole process may grow while the worker answers. */
  readonly growth: number;
}

/** Milliseconds between two looks at the memory of the process. */
const LOOK = 50;
const MEGABYTE = 1024 * 1024;
/** A heap that is full can end the whole process, not only its thread: the watch has to come first. */
const HEAP_FACTOR = 4;

/** A worker thread that answers one call after the other, and is ended where an answer takes too long or too much memory. */
export class WatchedWorker<Call, Answer> implements Disposable {
  private readonly worker: Worker;
  private readonly before = process.memoryUsage.rss();
  private waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  /** Milliseconds of computing when the last answer came. */
  private since = computed();
  private readonly looks: NodeJS.Timeout;
  private ended: string | null = null;

  constructor(
    workerFile: string,
    private readonly watch: Watch,
  ) {
    this.worker = startWorker<Answer>(
      workerFile,
      // Without this process's own flags: `--import` would load in the worker what it loads here.
      {
        workerData: watch.workerData,
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: HEAP_FACTOR * watch.growth },
      },
      (answer) => {
        this.since = computed();
        this.waiting.shift()?.resolve(answer);
      },
      (_worker, reason) => this.end(reason.split('\n', 1)[0] ?? reason),
    );
    this.looks = setInterval(() => this.look(), LOOK);
  }

  /** What the worker says by itself when it starts. @throws {Error} by rejection, with half a sentence why there is no answer */
  first(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.ended === null) this.wait({ resolve, reject });
      else reject(new Error(this.ended));
    });
  }

  /** @throws {Error} by rejection, with half a sentence why there is no answer */
  ask(call: Call): Promise<Answer> {
    const answer = this.first();
    if (this.ended === null) this.worker.postMessage(call);
    return answer;
  }

  dispose(): void {
    this.end('it is no longer needed');
  }

  private look(): void {
    if (this.waiting.length === 0) return;
    const { time, growth } = this.watch;
    if (computed() - this.since > time) this.end(`it gave no result in ${Math.round(time / 1000)} s of computing`);
    else if (process.memoryUsage.rss() - this.before > growth * MEGABYTE)
      this.end(`it takes more than ${growth} MB of memory`);
  }

  private wait(waiting: { resolve(answer: Answer): void; reject(error: Error): void }): void {
    if (this.waiting.length === 0) this.since = computed();
    this.waiting.push(waiting);
  }

  private end(reason: string): void {
    if (this.ended !== null) return;
    this.ended = reason;
    clearInterval(this.looks);
    void this.worker.terminate();
    const waiting = this.waiting;
    this.waiting = [];
    for (const { reject } of waiting) reject(new Error(reason));
  }
}

/** Milliseconds that all threads of this process have computed. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
