import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { modelKey } from '../../runs/previousRun.js';
import type { Run, Runs } from '../../runs/types.js';
import type { RunActivity } from '../runActivity.js';

/** What changed since the last run of each model, as far as it has been asked for and answered. */
export class KnownChanges implements Disposable {
  private readonly store = new DisposableStore();
  private readonly known = new Map<Run, string | null>();
  /** What is on its way. */
  private readonly asked = new Map<Run, Promise<string | null>>();
  private readonly learned = this.store.add(new Emitter<Run>());
  readonly onDidLearn = this.learned.event;

  constructor(
    private readonly runs: Pick<Runs, 'all' | 'whatChanged'>,
    activity: RunActivity,
  ) {
    this.store.add(
      activity.onDidHappen(({ run, change }) => {
        // A run that came or went is another's last one; one that ended has come to all of its files. What was known stands until the answer.
        if (change === null) this.forget(run);
        else if (change.kind === 'state' && run.state.kind === 'ended' && this.known.has(run)) void this.ask(run);
      }),
    );
  }

  /** Null where nothing is known yet; then it is asked for, and told of when it is. */
  of(run: Run): string | null {
    if (!this.known.has(run) && !this.asked.has(run) && run.state.kind === 'ended') void this.ask(run);
    return this.known.get(run) ?? null;
  }

  dispose(): void {
    this.store.dispose();
  }

  private async ask(run: Run): Promise<void> {
    const asked = this.runs.whatChanged(run);
    this.asked.set(run, asked);
    const words = await asked;
    // The run that it was compared with may have gone meanwhile.
    if (this.asked.get(run) !== asked) return;
    this.asked.delete(run);
    const before = this.known.get(run) ?? null;
    this.known.set(run, words);
    if (words !== before) this.learned.fire(run);
  }

  private forget(run: Run): void {
    const key = modelKey(run);
    for (const all of [this.known, this.asked]) {
      for (const other of [...all.keys()]) if (modelKey(other) === key) all.delete(other);
    }
  }
}
