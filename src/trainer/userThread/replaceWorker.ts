import { createRequire, syncBuiltinESMExports } from 'node:module';
import type * as Threads from 'node:worker_threads';
import { type Handover, handOver } from './handover.js';

const WORKER_THREADS = 'node:worker_threads';

type WorkerClass = typeof Threads.Worker;

export interface Replacing {
  /** What the threads get, but for a place of their own. */
  readonly handover: Omit<Handover, 'place'>;
  /** Of this thread: theirs is its own and their number. */
  readonly place?: string;
  /** Threads of GradLens's own are left as they are. */
  readonly isOurs?: (file: string) => boolean;
  /** @param called the class that user code made the thread with */
  readonly started?: (worker: Threads.Worker, called: WorkerClass) => void;
}

/** From here on threads that user code starts in this one load modules as it does, whatever flags they are given. */
export function replaceWorker({ handover, place, isOurs, started }: Replacing): void {
  const module = createRequire(import.meta.url)(WORKER_THREADS) as { Worker: WorkerClass };
  let count = 0;
  module.Worker = class Worker extends module.Worker {
    constructor(file: string | URL, options: Threads.WorkerOptions = {}) {
      const own = isOurs?.(String(file)) ?? false;
      if (!own) handOver({ ...handover, place: [...(place ? [place] : []), `thread ${++count}`].join('/') });
      super(file, own ? options : withTrainer(options));
      if (!own) started?.(this, new.target);
    }
  };
  syncBuiltinESMExports();
}

/** Flags of its own would take the trainer's `--import` away from a thread. */
function withTrainer(options: Threads.WorkerOptions): Threads.WorkerOptions {
  if (!options.execArgv) return options;
  const at = process.execArgv.indexOf('--import');
  return { ...options, execArgv: [...process.execArgv.slice(at, at + 2), ...options.execArgv] };
}
