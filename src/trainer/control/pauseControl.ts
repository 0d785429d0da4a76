import type { Link } from '../link/link.js';

/** Holds training between batches while the run is paused. */
export class PauseControl {
  constructor(private readonly link: Link) {}

  /** For steps that must return their value at once: the thread waits. */
  block(): void {
    const { control } = this.link;
    if (!control.pauseRequested || control.stopRequested) return;
    this.link.phase('paused');
    control.blockWhilePaused();
    this.link.phase('training');
  }

  /** For `fit` and `trainOnBatch`, which are asynchronous: the event loop goes on. */
  async wait(): Promise<void> {
    const { control } = this.link;
    if (!control.pauseRequested || control.stopRequested) return;
    this.link.phase('paused');
    await control.whenResumed();
    this.link.phase('training');
  }
}
