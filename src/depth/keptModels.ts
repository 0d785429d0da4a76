import { type Disposable, MutableDisposable } from '../lifecycle/disposables.js';
import { Versions } from '../lifecycle/versions.js';
import type { KeptAnswer } from '../protocol/keptModel.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { Fit, Run, Runs } from '../runs/types.js';
import { Asking } from './asking.js';

/** A sample that a fit's kept model is asked about. */
export interface AskedSample {
  readonly run: Run;
  readonly fit: Fit;
  readonly input: readonly number[];
  readonly isBusy: boolean;
  readonly answer: KeptAnswer | null;
  /** Why there is none. */
  readonly failure: string | null;
}

/** The one question of a window to the models that runs keep of their fits; its process is owned here. */
export class KeptModels implements Disposable {
  private readonly asking = new MutableDisposable<Asking>();
  private readonly versions = new Versions();
  private asked: AskedSample | null = null;

  /** @param host makes one for a single question, below normal priority */
  constructor(private readonly host: () => Pick<Runs, 'start' | 'close' | 'deleteAll'>) {}

  get current(): AskedSample | null {
    return this.asked;
  }

  /** Another one whenever something of it has changed; null where nothing was ever asked. */
  get version(): number | null {
    return this.versions.current;
  }

  get onDidChange() {
    return this.versions.onDidChange;
  }

  /** Takes the place of what was asked before. @param request how the process starts */
  ask(run: Run, fit: Fit, input: readonly number[], request: () => Promise<RunRequest>): void {
    const asked: AskedSample = { run, fit, input, isBusy: true, answer: null, failure: null };
    this.set(asked);
    this.asking.value = new Asking(this.host(), {
      request,
      take: (change) => {
        if (change.kind !== 'kept') return false;
        this.set({ ...asked, answer: change.answer });
        return true;
      },
      finish: (failure) =>
        this.set({ ...asked, isBusy: false, answer: this.asked?.answer ?? null, failure: failure?.text ?? null }),
      tooSlow: 'the machine is too busy, or the model too large.',
    });
  }

  /** Resolves when no process is left. */
  async close(): Promise<void> {
    const asking = this.asking.value;
    this.asking.value = undefined;
    await asking?.finished;
  }

  dispose(): void {
    this.asking.dispose();
    this.versions.dispose();
  }

  private set(asked: AskedSample): void {
    this.asked = asked;
    this.versions.change();
  }
}
