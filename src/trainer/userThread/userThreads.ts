import type * as Threads from 'node:worker_threads';
import type { SourceLocation } from '../../protocol/fit.js';
import type { UserCode } from '../capture/userCode.js';
import type { Link } from '../link/link.js';
import type { Handover } from './handover.js';
import { replaceWorker } from './replaceWorker.js';

/**
 * The worker threads that user code starts. They load modules as the main thread does, whatever flags they are given; the first
 * one that trains is told of, as only the main thread is recorded.
 */
export class UserThreads {
  private readonly trained = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  private readonly places = new Map</* thread */ number, SourceLocation | null>();
  private readonly alive = new Set</* thread */ number>();
  private isTold = false;

  constructor(
    given: Omit<Handover, 'trained' | 'place'>,
    private readonly link: Link,
    userCode: UserCode,
  ) {
    const { backend, seed, sources } = given;
    replaceWorker({
      handover: { backend, seed, sources, trained: this.trained },
      isOurs: (file) => userCode.isOurs(file),
      started: (worker, called) => this.note(worker, userCode.callPlace(called)),
    });
    const { value: noticed } = Atomics.waitAsync(this.trained, 0, 0);
    void Promise.resolve(noticed).then(() => this.tell());
    // A process that ends at once does not come to its promises any more.
    process.on('exit', () => this.tell());
  }

  /** Whether the thread that trained first is still there: the main one may be waiting for it. */
  get training(): boolean {
    return this.alive.has(this.first);
  }

  private get first(): number {
    return Atomics.load(this.trained, 0);
  }

  private note(worker: Threads.Worker, place: SourceLocation | null): void {
    const { threadId } = worker;
    this.places.set(threadId, place);
    this.alive.add(threadId);
    worker.once('exit', () => this.alive.delete(threadId));
  }

  private tell(): void {
    if (this.isTold || this.first === 0) return;
    this.isTold = true;
    this.link.problem({
      kind: 'worker-thread',
      severity: 'warning',
      message:
        'A worker thread trains a model. It trains as it does without GradLens, but GradLens records only what the main thread trains, so nothing of it is shown.',
      location: this.places.get(this.first) ?? null,
      stack: null,
    });
  }
}
