import { ROLL_BACKS, type RollBack, STEP_UNITS, type StepUnit } from '../../protocol/trainer.js';

const STOP = 0;
const PAUSE = 1;
const ENDED = 2;
const GONE = 3;
/** Counts what the link thread has done. */
const PROGRESS = 4;
/** 0, or one more than the place in `ROLL_BACKS`. */
const ROLL_BACK = 5;
/** 0, or one more than the place in `STEP_UNITS`. */
const STEP = 6;
/** Milliseconds from one batch to the next at least. */
const INTERVAL = 7;
/** Counts what was asked, so that whoever sleeps between two batches looks again. */
const ASKED = 8;
const FLAG_COUNT = 9;

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
    this.wake();
  }

  /** For good: a step that was under way goes on, too. */
  requestResume(): void {
    Atomics.store(this.flags, STEP, 0);
    this.set(PAUSE, 0);
    this.wake();
  }

  /** Ends a pause, and asks for the next one. */
  requestStep(unit: StepUnit): void {
    if (this.stopRequested) return;
    Atomics.store(this.flags, STEP, STEP_UNITS.indexOf(unit) + 1);
    this.set(PAUSE, 0);
    this.wake();
  }

  /** What ends with the next pause; null where nobody has asked for one. */
  get step(): StepUnit | null {
    return STEP_UNITS[Atomics.load(this.flags, STEP) - 1] ?? null;
  }

  /** Pauses where that ends what was asked for. */
  takeStep(ended: StepUnit): void {
    const asked = STEP_UNITS.indexOf(ended) + 1;
    if (Atomics.compareExchange(this.flags, STEP, asked, 0) === asked) this.requestPause();
  }

  /** Milliseconds from one batch to the next at least. */
  get interval(): number {
    return Atomics.load(this.flags, INTERVAL);
  }

  setInterval(milliseconds: number): void {
    Atomics.store(this.flags, INTERVAL, milliseconds);
    this.wake();
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

  /** How often something was asked. */
  get asked(): number {
    return Atomics.load(this.flags, ASKED);
  }

  /** Until more was asked than so often, or for so many milliseconds. */
  blockFor(milliseconds: number, asked: number): void {
    Atomics.wait(this.flags, ASKED, asked, milliseconds);
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

  private wake(): void {
    Atomics.add(this.flags, ASKED, 1);
    Atomics.notify(this.flags, ASKED);
  }

  private set(flag: number, value: number): void {
    Atomics.store(this.flags, flag, value);
    Atomics.notify(this.flags, flag);
  }
}
