import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';
import type { Run, RunChange, Runs } from '../runs/types.js';

/** A change of one run, or its coming or going where `change` is null. */
export interface Activity {
  readonly run: Run;
  readonly change: RunChange | null;
}

/** Everything that happens to any run, as one event for the editor's surfaces. */
export class RunActivity implements Disposable {
  private readonly store = new DisposableStore();
  private readonly listeners = new Map<Run, Disposable>();
  private readonly happened = this.store.add(new Emitter<Activity>());
  readonly onDidHappen = this.happened.event;

  constructor(runs: Runs) {
    this.store.add(runs.onDidAdd((run) => this.add(run)));
    this.store.add(runs.onDidRemove((run) => this.remove(run)));
    for (const run of runs.all) this.add(run);
  }

  dispose(): void {
    this.store.dispose();
    for (const listener of this.listeners.values()) listener.dispose();
    this.listeners.clear();
  }

  private add(run: Run): void {
    this.listeners.get(run)?.dispose();
    this.listeners.set(
      run,
      run.onDidChange((change) => this.happened.fire({ run, change })),
    );
    this.happened.fire({ run, change: null });
  }

  private remove(run: Run): void {
    this.listeners.get(run)?.dispose();
    this.listeners.delete(run);
    this.happened.fire({ run, change: null });
  }
}
