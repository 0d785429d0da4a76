import type { Link } from '../link/link.js';

/** What else may hold training between two batches than a person's Pause. */
interface Hold {
  /** Asks for a pause, where it holds. @returns whether it does */
  ask(): boolean;
  /** The pause is over. */
  goOn(): void;
}

/** Holds training between batches while the run is paused. */
export class PauseControl {
  constructor(
    private readonly link: Link,
    private readonly hold: Hold,
  ) {}

  /** For steps that must return their value at once: the thread waits. */
  block(): void {
    if (!this.begin()) return;
    this.link.control.blockWhilePaused();
    this.end();
  }

  /** For `fit` and `trainOnBatch`, which are asynchronous: the event loop goes on. */
  async wait(): Promise<void> {
    if (!this.begin()) return;
    await this.link.control.whenResumed();
    this.end();
  }

  /** @returns whether there is a pause */
  private begin(): boolean {
    const { control } = this.link;
    const isHeld = this.hold.ask();
    if (!control.pauseRequested || control.stopRequested) return false;
    this.link.phase(isHeld ? 'broken' : 'paused');
    return true;
  }

  private end(): void {
    this.hold.goOn();
    this.link.phase('training');
  }
}
