import type { DepthLessons } from '../depth/depthLessons.js';
import type { KeptModels } from '../depth/keptModels.js';
import { type Disposable, DisposableStore, MutableDisposable } from '../lifecycle/disposables.js';
import type { Reveal, Section, ToHost, ToPage } from '../protocol/dashboard/messages.js';
import { type FeedsOf, nextUpdates } from '../protocol/dashboard/part.js';
import { FIRST_LOOK, type Look, type PAGE_PARTS } from '../protocol/dashboard/parts.js';
import type { PlaceTexts } from '../runs/placeText.js';
import type { RunPositions } from '../runs/positions.js';
import type { Run, Runs } from '../runs/types.js';
import type { Sweeps } from '../sweep/sweeps.js';
import type { Tries } from '../trials/tries.js';
import { BesideRuns } from './besideRuns.js';
import { ComparedRuns } from './comparedRuns.js';
import { type DashboardActions, handlePageMessage } from './handlePageMessage.js';
import { pageFeeds, TrackFeed } from './partReaders.js';
import type { PageContext } from './plottedSeries.js';
import { Selection, type Track } from './selection.js';

/** Pause between two deltas: the page gets at most ten a second. */
const INTERVAL = 100;

export interface SessionDeps {
  readonly runs: Runs;
  readonly tries: Pick<Tries, 'current' | 'version' | 'onDidChange'>;
  readonly positions: RunPositions;
  readonly depth: Pick<DepthLessons, 'current' | 'version' | 'onDidChange'>;
  readonly kept: Pick<KeptModels, 'current' | 'version' | 'onDidChange'>;
  readonly sweeps: Pick<Sweeps, 'current' | 'isTraining' | 'place' | 'isStarting' | 'version' | 'onDidChange'>;
  readonly places: PlaceTexts;
  /** Folders that a person has opened. */
  readonly folders: () => readonly string[];
  readonly actions: DashboardActions;
  /** Resolves when the page has the message (or never will). */
  readonly post: (message: ToPage) => PromiseLike<unknown>;
  /** Once the page is there. */
  readonly reveal: (message: Reveal) => void;
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
  private readonly watch = this.store.add(new MutableDisposable<Disposable>());
  private readonly timer = this.store.add(new MutableDisposable<Disposable>());
  private page: FeedsOf<typeof PAGE_PARTS>;
  private tracks: readonly TrackFeed[] = [];
  private readonly beside = new BesideRuns(() => this.schedule());
  private readonly compared: ComparedRuns;
  /** Null until the page is ready. */
  private look: Look | null = null;
  private visible = true;
  private posting = false;
  private toReveal: Section | null = null;
  private generation = 0;
  private diskBytes: number | null = null;

  constructor(private readonly deps: SessionDeps) {
    this.compared = new ComparedRuns(deps.runs, () => this.schedule());
    this.page = this.pageFeeds();
    this.store.add(deps.runs.onDidAdd((run) => this.added(run)));
    this.store.add(deps.runs.onDidRemove((run) => this.removed(run)));
    this.store.add(deps.tries.onDidChange(() => this.schedule()));
    this.store.add(deps.places.onDidChange(() => this.schedule()));
    this.store.add(deps.positions.onDidMove(() => this.schedule()));
    this.store.add(deps.depth.onDidChange(() => this.schedule()));
    this.store.add(deps.kept.onDidChange(() => this.schedule()));
    this.store.add(deps.sweeps.onDidChange(() => this.schedule()));
  }

  /** Shows runs beside each other from their newest fits on, the first of them whole; a single one alone. */
  compare(runs: readonly Run[]): void {
    this.selection.choose(runs.map(({ id }) => ({ run: id, fit: null })));
    this.snapshot();
  }

  /** Brings a section into view as soon as the page is there. */
  reveal(section: Section): void {
    this.toReveal = section;
    this.tellReveal();
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) this.schedule();
    else this.timer.value = undefined;
  }

  receive(message: ToHost): void {
    switch (message.type) {
      case 'ready':
        this.look = message.look;
        this.snapshot();
        break;
      case 'look':
        this.looks(message.look);
        break;
      case 'select':
        this.selection.choose(message.tracks);
        this.snapshot();
        break;
      default: {
        const trackOf = (key: string) => this.tracks.find((track) => track.key === key)?.track;
        handlePageMessage(message, { ...this.deps, trackOf }, this.deps.actions);
      }
    }
  }

  dispose(): void {
    this.look = null;
    this.store.dispose();
  }

  private snapshot(): void {
    if (!this.look) return;
    const look: Look = { ...this.look, ...FIRST_LOOK };
    this.look = look;
    const tracks = this.shown();
    const runs = [...new Set(tracks.map(({ run }) => run))];
    this.follow(runs);
    this.selection.settle(tracks.filter(({ role }) => role !== 'behind'));
    void this.beside.load(() => (this.look ? this.selection.shown(this.deps.runs.all) : []));
    this.generation += 1;
    const { positions, places, folders, warn } = this.deps;
    const changed = () => this.tick();
    const page: PageContext = { look: () => this.look ?? look, positions, places, folders, changed, warn };
    this.page = this.pageFeeds();
    this.tracks = tracks.map((track) => new TrackFeed(track, this.beside.seriesOf(track), page));
    this.measureDisk();
    this.send({ type: 'snapshot', ...this.updates() });
    this.tellReveal();
  }

  /** The tracks as they are by now; what is drawn of those beside the main one is kept. */
  private shown(): Track[] {
    const tracks = this.selection.shown(this.deps.runs.all);
    this.beside.hold(tracks);
    return tracks;
  }

  private tick(): void {
    if (!this.look || !this.visible) return;
    if (this.posting) {
      this.schedule();
      return;
    }
    const tracks = this.shown();
    const same =
      tracks.length === this.tracks.length &&
      tracks.every((track, index) => this.tracks[index]?.isOf(track, this.beside.seriesOf(track)));
    if (same) this.delta();
    else this.snapshot();
  }

  private delta(): void {
    const { tracks, ...rest } = this.updates();
    const changed = tracks.filter(({ parts }) => Object.keys(parts).length > 0);
    if (changed.length === 0 && Object.keys(rest.page).length === 0) return;
    this.send({ type: 'delta', ...rest, tracks: changed });
  }

  private tellReveal(): void {
    const section = this.toReveal;
    if (!this.look || !section) return;
    this.toReveal = null;
    this.deps.reveal({ type: 'reveal', section });
  }

  private updates(): Omit<ToPage, 'type'> {
    const tracks = this.tracks.map((feed) => ({
      key: feed.key,
      ...(feed.track.role === 'main' ? {} : { role: feed.track.role }),
      parts: feed.next(),
    }));
    return { generation: this.generation, page: nextUpdates<typeof PAGE_PARTS>(this.page), tracks };
  }

  private pageFeeds(): FeedsOf<typeof PAGE_PARTS> {
    const comparison = () => this.compared.view(this.tracks.map(({ track }) => track));
    return pageFeeds(this.deps, { diskBytes: () => this.diskBytes, comparison });
  }

  private follow(runs: readonly Run[]): void {
    const listeners = new DisposableStore();
    for (const run of runs) {
      listeners.add(
        run.onDidChange((change) => {
          if (change.kind === 'state') this.measureDisk();
          this.schedule();
        }),
      );
    }
    this.watch.value = listeners;
  }

  /** A new run takes the stage unless another one still trains on it. */
  private added(run: Run): void {
    const main = this.tracks[0]?.track.run;
    const free = !main || main.state.kind === 'ended';
    if (run.state.kind !== 'ended' && free) this.selection.lead(run);
    this.schedule();
  }

  private removed(run: Run): void {
    this.selection.forget(run.id);
    this.measureDisk();
    this.schedule();
  }

  private looks(look: Look): void {
    const before = this.look;
    this.look = look;
    if (before && look.width > before.width * 1.5) this.snapshot();
    else this.tick();
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
