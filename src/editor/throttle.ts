import type { Disposable } from '../lifecycle/disposables.js';

/** Calls `action` at once when asked, then at most once every `interval` milliseconds; the last request is never lost. */
export class Throttle implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private asked = false;

  constructor(
    private readonly interval: number,
    private readonly action: () => void,
  ) {}

  request(): void {
    if (this.timer) {
      this.asked = true;
      return;
    }
    this.timer = setTimeout(() => this.next(), this.interval);
    this.action();
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
    this.request();
  }
}
