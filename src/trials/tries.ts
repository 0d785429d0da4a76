import { type Disposable, MutableDisposable } from '../lifecycle/disposables.js';
import { Versions } from '../lifecycle/versions.js';
import type { Trial } from './trial.js';

/** What is shown of a trial, and what ends it. */
export type ShownTrial = Pick<Trial, 'runs' | 'measure' | 'verdict' | 'onDidChange' | 'finished' | 'stop' | 'dispose'>;

/** An edit that is tried, and what can be done with it. */
export interface TriedEdit {
  readonly trial: ShownTrial;
  /** In the imperative, such as `Change the activation to relu`. */
  readonly title: string;
  /** Of the model, such as `train.js:12`. */
  readonly place: string;
  /** Makes the edit. @returns whether it was made */
  keep(): Promise<boolean>;
  /** Tries it once more on the file as it is by now. */
  again(): void;
}

/** The one edit that a window tries at a time. Owns its trial: another one, Discard and the window's end end all of its processes. */
export class Tries implements Disposable {
  private readonly trial = new MutableDisposable<ShownTrial>();
  private readonly versions = new Versions();
  private edit: TriedEdit | null = null;

  get current(): TriedEdit | null {
    return this.edit;
  }

  /** Another one whenever something of it has changed; null where nothing was tried yet. */
  get version(): number | null {
    return this.versions.current;
  }

  get onDidChange() {
    return this.versions.onDidChange;
  }

  start(edit: TriedEdit): void {
    this.edit = edit;
    this.trial.value = edit.trial;
    edit.trial.onDidChange(() => this.versions.change());
    this.versions.change();
  }

  stop(): void {
    this.edit?.trial.stop();
  }

  discard(): void {
    this.edit = null;
    this.trial.value = undefined;
    this.versions.change();
  }

  /** Makes the edit and closes what was tried; where it cannot be made, that stays. */
  async keep(): Promise<void> {
    const { edit } = this;
    if (edit?.trial.verdict && (await edit.keep()) && this.edit === edit) this.discard();
  }

  /** Resolves when no process is left. */
  async close(): Promise<void> {
    const trial = this.trial.value;
    this.discard();
    await trial?.finished;
  }

  dispose(): void {
    this.trial.dispose();
    this.versions.dispose();
  }
}
