const STOP = 0;
const PAUSE = 1;
const ENDED = 2;
const GONE = 3;
const FLAG_COUNT = 4;

/** What the link thread tells the main thread through shared memory, since that works while user code blocks its event loop. */
export class ControlFlags {
  private readonly flags: Int32Array;

  /** @param buffer another thread's `buffer`; without it, flags of its own, all unset. */
  constructor(readonly buffer = new SharedArrayBuffer(FLAG_COUNT * Int32Array.BYTES_PER_ELEMENT)) {
    this.flags = new Int32Array(buffer);
  }

  get stopRequested(): boolean {
    return Atomics.load(this.flags, STOP) === 1;
  }

  get pauseRequested(): boolean {
    return Atomics.load(this.flags, PAUSE) === 1;
  }

  /** The link thread has ended: nobody reads rows any more. */
  get gone(): boolean {
    return Atomics.load(this.flags, GONE) === 1;
  }

  /** Stop also ends a pause, for good. */
  requestStop(): void {
    Atomics.store(this.flags, STOP, 1);
    this.requestResume();
  }

  requestPause(): void {
    if (!this.stopRequested) Atomics.store(this.flags, PAUSE, 1);
  }

  requestResume(): void {
    this.set(PAUSE, 0);
  }

  /** Everything is written and sent. */
  markEnded(): void {
    this.set(ENDED, 1);
  }

  markGone(): void {
    Atomics.store(this.flags, GONE, 1);
    this.markEnded();
  }

  blockWhilePaused(): void {
    while (this.pauseRequested) Atomics.wait(this.flags, PAUSE, 1);
  }

  /** Blocks until `markEnded`, at most so many milliseconds. @returns whether it was. */
  blockUntilEnded(timeout: number): boolean {
    return Atomics.wait(this.flags, ENDED, 0, timeout) !== 'timed-out';
  }

  private set(flag: number, value: number): void {
    Atomics.store(this.flags, flag, value);
    Atomics.notify(this.flags, flag);
  }
}
