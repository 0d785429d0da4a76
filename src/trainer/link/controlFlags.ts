import { ROLL_BACKS, type RollBack } from '../../protocol/trainer.js';

const STOP = 0;
const PAUSE = 1;
const ENDED = 2;
const GONE = 3;
/** Counts what the link thread has done. */
const PROGRESS = 4;
/** 0, or one more than the place in `ROLL_BACKS`. */
const ROLL_BACK = 5;
const FLAG_COUNT = 6;

/** Milliseconds between two looks whether the other thread gets on. */
const LOOK_INTERVAL = 100;

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

  requestRollBack(how: RollBack): void {
    Atomics.store(this.flags, ROLL_BACK, ROLL_BACKS.indexOf(how) + 1);
    this.requestResume();
  }

  /** How a person wants to go on from the kept weights, once; null where nobody does. */
  takeRollBack(): RollBack | null {
    return ROLL_BACKS[Atomics.exchange(this.flags, ROLL_BACK, 0) - 1] ?? null;
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

  tellProgress(): void {
    Atomics.add(this.flags, PROGRESS, 1);
  }

  /** Blocks until `markEnded`, as long as there is progress in so many milliseconds. @returns whether it came to that */
  blockUntilEnded(patience: number): boolean {
    let progress = -1;
    let since = performance.now();
    while (Atomics.wait(this.flags, ENDED, 0, LOOK_INTERVAL) === 'timed-out') {
      const now = Atomics.load(this.flags, PROGRESS);
      if (now !== progress) since = performance.now();
      else if (performance.now() - since > patience) return false;
      progress = now;
    }
    return true;
  }

  private set(flag: number, value: number): void {
    Atomics.store(this.flags, flag, value);
    Atomics.notify(this.flags, flag);
  }
}
