import { type Disposable, DisposableStore, MutableDisposable } from '../lifecycle/disposables.js';
import type { PageParts, ToHost, ToPage } from '../protocol/dashboard.js';
import type { Run, Runs } from '../runs/types.js';
import type { DashboardActions } from './actions.js';
import { FitFeed } from './feed/fitFeed.js';
import { RunFeed } from './feed/runFeed.js';
import { type ZoomRange, zoomDetails } from './feed/zoomDetails.js';
import { handlePageMessage } from './handlePageMessage.js';
import { Selection } from './selection.js';

/** Pause between two deltas: the page gets at most ten a second. */
const INTERVAL = 100;

export interface SessionDeps {
  readonly runs: Runs;
  readonly actions: DashboardActions;
  /** Resolves when the page has the message (or never will). */
  readonly post: (message: ToPage) => PromiseLike<unknown>;
  /** Told of trouble that no person needs to read. */
  readonly warn: (message: string) => void;
}

/**
 * Keeps one page up to date: a snapshot when it is ready, then deltas while it is visible. A page that is slow gets fewer
 * deltas, never a queue of them, because the next is only made once the last has arrived.
 */
export class DashboardSession implements Disposable {
  readonly selection = new Selection();
  private readonly store = new DisposableStore();
  private readonly watch = this.store.add(new MutableDisposable<Disposable & { readonly run: Run }>());
  private readonly timer = this.store.add(new MutableDisposable<Disposable>());
  private runFeed = new RunFeed();
  private fitFeed: FitFeed | undefined;
  private width: number | null = null;
  private visible = true;
  private posting = false;
  private generation = 0;
  private zooms = 0;
  private diskBytes: number | null = null;

  constructor(private readonly deps: SessionDeps) {
    this.store.add(deps.runs.onDidAdd((run) => this.added(run)));
    this.store.add(deps.runs.onDidRemove((run) => this.removed(run)));
  }

  /** Shows a run from its newest fit on. */
  show(run: Run): void {
    this.selection.choose(run.id);
    this.snapshot();
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) this.schedule();
    else this.timer.value = undefined;
  }

  receive(message: ToHost): void {
    switch (message.type) {
      case 'ready':
        this.width = message.width;
        this.snapshot();
        break;
      case 'resized':
        this.resized(message.width);
        break;
      case 'selectRun':
        this.selection.choose(message.run);
        this.snapshot();
        break;
      case 'selectFit':
        this.selection.chooseFit(message.fit);
        this.snapshot();
        break;
      case 'range':
        void this.answerZoom(message);
        break;
      default: {
        const shown = { runs: this.deps.runs, run: this.shownRun(), fit: this.fitFeed?.fit };
        handlePageMessage(message, shown, this.deps.actions);
      }
    }
  }

  dispose(): void {
    this.store.dispose();
  }

  private snapshot(): void {
    if (this.width === null) return;
    const run = this.shownRun();
    this.follow(run);
    if (run) this.selection.settle(run.id);
    if (run && !run.loaded) void run.load();
    this.generation += 1;
    const fit = this.selection.fit(run);
    this.runFeed = new RunFeed();
    this.fitFeed = fit && new FitFeed(fit, this.width);
    this.measureDisk();
    const none = { fit: null, progress: null };
    this.send({ type: 'snapshot', generation: this.generation, ...none, ...this.parts(run) });
  }

  private tick(): void {
    if (this.width === null || !this.visible) return;
    const run = this.shownRun();
    const fit = this.selection.fit(run);
    const same = this.fitFeed ? this.fitFeed.feeds(fit) : fit === undefined;
    if (this.posting) this.schedule();
    else if (run !== this.watch.value?.run || !same) this.snapshot();
    else this.delta(run);
  }

  private delta(run: Run | undefined): void {
    const parts = this.parts(run);
    if (Object.keys(parts).length > 0) this.send({ type: 'delta', generation: this.generation, ...parts });
  }

  private parts(run: Run | undefined): PageParts {
    return { ...this.runFeed.next(this.deps.runs.all, run, this.diskBytes), ...this.fitFeed?.next() };
  }

  private shownRun(): Run | undefined {
    return this.selection.run(this.deps.runs.all);
  }

  private follow(run: Run | undefined): void {
    if (run === this.watch.value?.run) return;
    const listener = run?.onDidChange((change) => {
      if (change.kind === 'state') this.measureDisk();
      this.schedule();
    });
    this.watch.value = run && { run, dispose: () => listener?.dispose() };
  }

  /** A new run takes the stage unless another one still trains on it. */
  private added(run: Run): void {
    const shown = this.watch.value?.run;
    if (run.state.kind !== 'ended' && (!shown || shown.state.kind === 'ended')) this.selection.choose(run.id);
    this.schedule();
  }

  private removed(run: Run): void {
    this.selection.forget(run.id);
    this.measureDisk();
    this.schedule();
  }

  private resized(width: number): void {
    const before = this.width;
    this.width = width;
    if (before !== null && width > before * 1.5) this.snapshot();
  }

  private async answerZoom(range: ZoomRange): Promise<void> {
    const { generation } = this;
    const run = this.watch.value?.run;
    const fit = this.fitFeed?.fit;
    this.zooms += 1;
    const zoom = this.zooms;
    if (!run || !fit) return;
    try {
      for await (const detail of zoomDetails(run, fit, range)) {
        if (generation !== this.generation || zoom !== this.zooms) return;
        this.send({ type: 'detail', generation, detail });
      }
    } catch (error) {
      this.deps.warn(`Could not read detail from the run's file: ${String(error)}`);
    }
  }

  private send(message: ToPage): void {
    this.posting = true;
    const settled = (): void => {
      this.posting = false;
    };
    this.deps.post(message).then(settled, (error: unknown) => {
      settled();
      this.deps.warn(`Could not reach the dashboard page: ${String(error)}`);
    });
  }

  private schedule(): void {
    if (this.timer.value || !this.visible) return;
    const timeout = setTimeout(() => {
      this.timer.value = undefined;
      this.tick();
    }, INTERVAL);
    this.timer.value = { dispose: () => clearTimeout(timeout) };
  }

  private measureDisk(): void {
    this.deps.runs.diskUsage().then(
      (bytes) => {
        this.diskBytes = bytes;
        this.schedule();
      },
      (error: unknown) => this.deps.warn(`Could not measure the disk space used by runs: ${String(error)}`),
    );
  }
}
