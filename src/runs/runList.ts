import type { Disposable } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';
import type { RecordedRun } from './live/recordedRun.js';
import type { Run } from './types.js';

/** The runs that a host knows, newest first. */
export class RunList implements Disposable {
  private runs: readonly RecordedRun[] = [];
  private readonly added: Emitter<Run>;
  private readonly removed: Emitter<Run>;

  constructor(onListenerError: (error: unknown) => void) {
    this.added = new Emitter(onListenerError);
    this.removed = new Emitter(onListenerError);
  }

  get all(): readonly RecordedRun[] {
    return this.runs;
  }

  get onDidAdd() {
    return this.added.event;
  }

  get onDidRemove() {
    return this.removed.event;
  }

  find(id: string): RecordedRun | undefined {
    return this.runs.find((run) => run.id === id);
  }

  insert(run: RecordedRun): void {
    const at = this.runs.findIndex((other) => other.startedAt <= run.startedAt);
    this.runs = at < 0 ? [...this.runs, run] : this.runs.toSpliced(at, 0, run);
    this.added.fire(run);
  }

  /** Tells of it, then disposes of the run. */
  remove(run: RecordedRun): void {
    this.runs = this.runs.filter((other) => other !== run);
    this.removed.fire(run);
    run.dispose();
  }

  dispose(): void {
    this.added.dispose();
    this.removed.dispose();
  }
}
