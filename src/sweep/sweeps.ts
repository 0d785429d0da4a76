import type { Disposable } from '../lifecycle/disposables.js';
import { Versions } from '../lifecycle/versions.js';
import type { SweepFile, SweepState, SweepTrial } from '../protocol/sweep.js';
import type { Runs } from '../runs/types.js';
import type { Sweep } from './sweep.js';
import { withFailedAnew } from './trialPlan.js';

/** What trains a sweep: its runs are made for it alone. */
export interface SweepTraining {
  readonly sweep: Pick<Sweep, 'state' | 'onDidChange' | 'finished' | 'stop' | 'dispose'>;
  readonly runs: Pick<Runs, 'close'>;
}

/** A sweep that is shown, and what can be done with it. */
export interface OpenSweep {
  /** As it was begun, or left. */
  readonly file: SweepFile;
  /** Where its model was then, for people: `net.js:12`, `sine.ipynb, cell 3, line 4`. */
  readonly place: string;
  /** Trains what is left of it; null where a person gave up. @throws {HumanError} why it cannot be trained */
  train(file: SweepFile): Promise<SweepTraining | null>;
  /** Shows the run of a trial. */
  show(run: string): Promise<void>;
  /** Writes a trial's values into the model's file, as one edit. */
  put(trial: SweepTrial): Promise<void>;
}

/** The one sweep that a window shows. Owns its training: another one, closing it and the window's end end all of its processes. */
export class Sweeps implements Disposable {
  private readonly versions = new Versions();
  private shown: OpenSweep | null = null;
  private training: SweepTraining | null = null;
  /** What is about to train: a second click begins nothing. */
  private starting: OpenSweep | null = null;
  /** Of trainings that were ended, until no process is left. */
  private ending: Promise<unknown> = Promise.resolve();
  /** As it was when nothing of it trained any more. */
  private last: SweepState | null = null;

  get current(): SweepState | null {
    return this.training?.sweep.state ?? this.last;
  }

  /** Of the model of the one that is shown. */
  get place(): string {
    return this.shown?.place ?? '';
  }

  get isTraining(): boolean {
    return this.training !== null;
  }

  /** Whether it is made ready to train: what is open is asked, a cluster is connected to. */
  get isStarting(): boolean {
    return this.starting !== null && this.starting === this.shown;
  }

  /** Another one whenever something of it has changed; null where nothing was shown yet. */
  get version(): number | null {
    return this.versions.current;
  }

  get onDidChange() {
    return this.versions.onDidChange;
  }

  /** Shows a sweep in place of the one that is there. */
  open(sweep: OpenSweep): void {
    this.end();
    this.shown = sweep;
    this.last = sweep.file;
    this.versions.change();
  }

  /**
   * Trains what is left of the sweep. Resolves once it does.
   * @param retryFailed whether what failed is trained anew, too @throws {HumanError} why it cannot be
   */
  async train(retryFailed = false): Promise<void> {
    const { shown, last } = this;
    if (!shown || !last || this.training || this.starting === shown) return;
    this.starting = shown;
    this.versions.change();
    const left = { ...shown.file, ...last };
    const training = await shown.train(retryFailed ? withFailedAnew(left) : left).finally(() => {
      if (this.starting === shown) this.starting = null;
      this.versions.change();
    });
    if (!training) return;
    if (this.shown !== shown || this.training) {
      this.finish(training);
      return;
    }
    this.training = training;
    training.sweep.onDidChange(() => this.versions.change());
    void training.sweep.finished.then((state) => {
      if (this.training !== training) return;
      this.last = state;
      this.end();
      this.versions.change();
    });
    this.versions.change();
  }

  stop(): void {
    this.training?.sweep.stop();
  }

  /** @param trial its number */
  async show(trial: number): Promise<void> {
    const run = this.trial(trial)?.run;
    if (run) await this.shown?.show(run);
  }

  async put(trial: number): Promise<void> {
    const found = this.trial(trial);
    if (found) await this.shown?.put(found);
  }

  /** Closes it; what it has come to stays in the store. */
  discard(): void {
    this.end();
    this.shown = null;
    this.last = null;
    this.versions.change();
  }

  /** Resolves when no process is left. */
  async close(): Promise<void> {
    this.discard();
    await this.ending;
  }

  dispose(): void {
    this.end();
    this.versions.dispose();
  }

  private trial(number: number): SweepTrial | undefined {
    return this.current?.trials.find(({ trial }) => trial === number);
  }

  private end(): void {
    const { training } = this;
    this.training = null;
    if (training) this.finish(training);
  }

  private finish({ sweep, runs }: SweepTraining): void {
    sweep.dispose();
    this.ending = Promise.all([this.ending, sweep.finished.then(() => runs.close())]);
  }
}
