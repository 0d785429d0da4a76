import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import type { SourceModel } from '../../protocol/source.js';

type ModelKey = Pick<SourceModel, 'file' | 'name'>;

/** Models between the click on Run and their run's start: a second click must not start a second run. */
export class Launches implements Disposable {
  private readonly store = new DisposableStore();
  private readonly keys = new Set<string>();
  private readonly changed = this.store.add(new Emitter<void>());
  readonly onDidChange = this.changed.event;

  has(model: ModelKey): boolean {
    return this.keys.has(keyOf(model));
  }

  /** Runs `launch` unless the model is being launched already; then it resolves to undefined. */
  async once<T>(model: ModelKey, launch: () => Promise<T>): Promise<T | undefined> {
    const key = keyOf(model);
    if (this.keys.has(key)) return undefined;
    this.keys.add(key);
    this.changed.fire();
    try {
      return await launch();
    } finally {
      this.keys.delete(key);
      this.changed.fire();
    }
  }

  dispose(): void {
    this.store.dispose();
  }
}

/** Lines shift when saving formats the file, so that the name counts as well as the file. */
const keyOf = ({ file, name }: ModelKey): string => `${file}\0${name}`;
