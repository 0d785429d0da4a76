import type { Worker } from 'node:worker_threads';
import { firstLine } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import type { Disposable } from '../lifecycle/disposables.js';
import type { Reply } from './answerCalls.js';
import { startWorker } from './workerThread.js';

/** Milliseconds between two looks at the time and the memory that an answer takes. */
const LOOK = 50;
const MEGABYTE = 1024 * 1024;
/** A heap that is full can end the whole process, not only its thread: the look has to come first. */
const HEAP_FACTOR = 2;

export interface WorkerLimits {
  /** Milliseconds that an answer may take. */
  readonly time: number;
  /** Whether they are those that all threads of this process compute: the clock would count other processes' too. */
  readonly computing?: boolean;
  /** Megabytes by which the process may grow meanwhile. */
  readonly memory: number;
}

export interface WorkerCallsOptions {
  readonly name: string;
  /** None where it may take what it needs. */
  readonly limits?: WorkerLimits;
  readonly workerData?: unknown;
}

/** Why a call has no answer. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';

  constructor(
    /** `call`: the worker's code threw, and goes on; `worker`: the worker was ended; `closed`: nobody waits any more. */
    readonly kind: 'call' | 'worker' | 'closed',
    message: string,
    /** For the log. */
    readonly details = message,
  ) {
    super(message);
  }
}

interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * Calls answered by a worker thread with `answerCalls`, any number at a time; it starts with the first one, and keeps no process alive while it is
 * idle. A worker that dies, hangs or fills the memory fails the calls that it was at, and is replaced for the next ones.
 */
export class WorkerCalls<Call, Answer> implements Disposable {
  private readonly waiting = new Map</* id */ number, Waiting<Answer>>();
  private worker: Worker | undefined;
  private calls = 0;
  private disposed = false;
  private looks: NodeJS.Timeout | undefined;
  /** When the last answer came, or the first call after none was waited for, and what the process took then. */
  private since = 0;
  private before = 0;
  /** Workers that are being ended: until they are gone, what the process computes and takes may be theirs. */
  private ending = 0;

  constructor(
    private readonly file: string,
    private readonly options: WorkerCallsOptions,
  ) {}

  /** @throws {HumanError} by rejection, what the worker's own code has to say to a person; {WorkerError} what else went wrong */
  ask(call: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.disposed) {
        reject(closed());
        return;
      }
      if (this.waiting.size === 0) this.watch();
      const id = ++this.calls;
      this.waiting.set(id, { resolve, reject });
      this.worker ??= this.start();
      this.worker.ref();
      this.worker.postMessage({ id, call });
    });
  }

  dispose(): void {
    this.disposed = true;
    this.end(closed());
  }

  private watch(): void {
    const { limits } = this.options;
    if (!limits) return;
    this.since = this.now();
    this.before = process.memoryUsage.rss();
    this.looks = setInterval(() => {
      const unit = limits.computing ? 's of computing' : 's';
      if (this.ending > 0 && limits.computing) this.since = this.now();
      if (this.now() - this.since > limits.time) {
        this.end(new WorkerError('worker', `it took longer than ${limits.time / 1000} ${unit}`));
      } else if (this.ending > 0) {
        this.before = process.memoryUsage.rss();
      } else if (process.memoryUsage.rss() - this.before > limits.memory * MEGABYTE) {
        this.end(new WorkerError('worker', `it takes more than ${limits.memory} MB of memory`));
      }
    }, LOOK);
  }

  private now(): number {
    if (!this.options.limits?.computing) return performance.now();
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }

  private start(): Worker {
    const { name, limits, workerData } = this.options;
    return startWorker<Reply<Answer>>(
      this.file,
      {
        name: `GradLens ${name}`,
        workerData,
        // Not this process's own flags: `--import` would load in the worker what it loads here.
        execArgv: [],
        ...(limits ? { resourceLimits: { maxOldGenerationSizeMb: HEAP_FACTOR * limits.memory } } : {}),
      },
      (reply) => this.receive(reply),
      (worker, reason) => {
        if (worker === this.worker) this.end(new WorkerError('worker', firstLine(reason), reason));
      },
    );
  }

  private receive(reply: Reply<Answer>): void {
    this.since = this.now();
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (this.waiting.size === 0) this.rest();
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else if (reply.isHuman) waiting?.reject(new HumanError(reply.message));
    else waiting?.reject(new WorkerError('call', reply.message, reply.details));
  }

  private rest(): void {
    clearInterval(this.looks);
    this.worker?.unref();
  }

  private async terminate(worker: Worker): Promise<void> {
    this.ending += 1;
    await worker.terminate();
    this.ending -= 1;
  }

  /** Ends the worker, and fails all that wait for it. */
  private end(error: WorkerError): void {
    this.rest();
    const { worker } = this;
    this.worker = undefined;
    if (worker) void this.terminate(worker);
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

const closed = () => new WorkerError('closed', 'it was closed');
