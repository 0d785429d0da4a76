import type { Disposable } from './disposables.js';
import { Emitter, type Event } from './emitter.js';

/** Counts the changes of something that is shown, and tells of each: whoever shows it reads it anew only where the version is another. */
export class Versions implements Disposable {
  private readonly changes = new Emitter<void>();
  private count = 0;

  /** Null before the first change. */
  get current(): number | null {
    return this.count || null;
  }

  get onDidChange(): Event<void> {
    return this.changes.event;
  }

  change(): void {
    this.count += 1;
    this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }
}
