import type { Link } from '../link/link.js';

/** What else may hold training between two batches than a person's Pause. */
interface Hold {
  /** Asks for a pause, where it holds. @returns whether it does */
  ask(): boolean;
  /** The pause is over. */
  goOn(): void;
}

/** Holds training between batches while the run is paused, and lets it go no faster than a person wants to see it. */
export class PauseControl {
  /** When the last batch was let go. */
  private since = performance.now();

  constructor(
    private readonly link: Pick<Link, 'control' | 'phase'>,
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

  /** As `block`, once after each batch: here steps of a batch end, and slow motion waits. */
  blockAfterBatch(): void {
    const { control } = this.link;
    control.takeStep('batch');
    for (;;) {
      const { asked } = control;
      this.block();
      const { early } = this;
      if (early <= 0) break;
      control.blockFor(early, asked);
    }
    this.since = performance.now();
  }

  /** As `wait`, once after each batch. */
  async afterBatch(): Promise<void> {
    const { control } = this.link;
    control.takeStep('batch');
    for (await this.wait(); this.early > 0; await this.wait()) await control.sleep(this.early);
    this.since = performance.now();
  }

  /** As `wait`, once after each epoch and its validation. */
  async afterEpoch(): Promise<void> {
    this.link.control.takeStep('epoch');
    await this.wait();
  }

  /** Milliseconds until the next batch of slow motion is due; whoever asks for a single batch wants it now. */
  private get early(): number {
    const { control } = this.link;
    if (control.interval === 0 || control.stopRequested || control.step === 'batch') return 0;
    return this.since + control.interval - performance.now();
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
