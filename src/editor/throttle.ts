import type { Disposable } from '../lifecycle/disposables.js';

/**
 * Calls `action` at once when asked, then at most once every `interval` milliseconds; the last request is never lost.
 *
 * With `patience` it goes at the pace of whoever takes the action's result: after an action it holds the next one until `answered`, or for
 * `patience` milliseconds where nobody answers. The editor needs that for code lenses: it waits before it asks their provider again,
 * longer when it is busy, and starts waiting anew at each change, so that at a fixed rate they could stand still.
 */
export class Throttle implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private asked = false;
  private unanswered = false;

  constructor(
    private readonly interval: number,
    private readonly action: () => void,
    private readonly patience = interval,
  ) {}

  request(): void {
    this.asked = true;
    if (!this.timer) this.next();
  }

  /** The result of the last action has been taken. */
  answered(): void {
    if (!this.timer || !this.unanswered) return;
    this.unanswered = false;
    this.wait(this.interval);
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
    this.unanswered = true;
    this.wait(this.patience);
    this.action();
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), milliseconds);
  }
}
