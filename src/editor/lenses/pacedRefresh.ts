import type { Disposable } from '../../lifecycle/disposables.js';

/**
 * Asks for new lenses at the pace at which the editor takes them. The editor waits before it asks a provider again, longer when it is
 * busy, and starts waiting anew at each change: at a fixed rate above that wait it would never ask, and the lenses would stand still.
 */
export class PacedRefresh implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private asked = false;

  /**
   * @param interval least milliseconds between an answer and the next change
   * @param patience milliseconds after which a change without an answer is given up (no editor shows lenses)
   */
  constructor(
    private readonly interval: number,
    private readonly patience: number,
    private readonly change: () => void,
  ) {}

  request(): void {
    this.asked = true;
    if (!this.timer) this.next();
  }

  /** The editor has come for the lenses. */
  answered(): void {
    if (this.timer) this.wait(this.interval);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.asked = false;
  }

  private next(): void {
    this.timer = undefined;
    if (!this.asked) return;
    this.asked = false;
    this.wait(this.patience);
    this.change();
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), milliseconds);
  }
}
