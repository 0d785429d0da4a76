import { performance } from 'node:perf_hooks';
import type { Link } from '../link/link.js';

/** Skipped calls after which code that has had its grace period is taken to call training functions for ever. */
const ENDLESS_CALLS = 100;
/** Skipped calls after which each one waits a little, so that a loop that spins does not fill the memory. */
const SPINNING_CALLS = 10_000;
const SPINNING_WAIT = 1;

/** What Stop means for the user's code: the batch under way ends, later training calls return at once. */
export class StopControl {
  private seenAt: number | null = null;
  private skipped = 0;

  /**
   * @param gracePeriod milliseconds that user code has to come to an end while it keeps calling training functions
   * @param onSeen ends the fits that are under way
   * @param endProcess ends the run as stopped; does not return
   */
  constructor(
    private readonly link: Link,
    private readonly gracePeriod: number,
    private readonly onSeen: () => void,
    private readonly endProcess: () => void,
  ) {}

  get requested(): boolean {
    return this.link.control.stopRequested;
  }

  /** Once no fit is under way any more. */
  see(): void {
    if (this.seenAt !== null || !this.requested) return;
    this.seenAt = performance.now();
    this.onSeen();
    this.link.stopSeen();
  }

  /** Asked by each training function before it trains; false makes it return at once. */
  admit(): boolean {
    if (!this.requested) return true;
    this.see();
    this.skipped++;
    const late = performance.now() - (this.seenAt ?? 0) > this.gracePeriod;
    if (late && this.skipped >= ENDLESS_CALLS) this.endProcess();
    if (this.skipped > SPINNING_CALLS) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SPINNING_WAIT);
    return false;
  }
}
