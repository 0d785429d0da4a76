import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';
import { startWorker } from '../system/workerThread.js';
import type { IndexerData, IndexerReport, IndexerRequest } from './messages.js';
import { newMark, ReadingMark } from './readingMark.js';
import type { FileModels, IndexedFolder, IndexedModel } from './types.js';

/** Milliseconds that one file may take; it has sent the worker into a loop then. */
const TIME_LIMIT = 15_000;
/** Megabytes of the worker's heap, so that a monstrous file costs a worker and not the extension host. */
const MEMORY_LIMIT = 1024;
/** Deaths in a row, with no scan completed in between, after which the index is given up. */
const MOST_DEATHS = 10;

/** `reading` until a first scan is complete; `failed` where the worker cannot be kept alive. */
export type IndexState = 'idle' | 'reading' | 'ready' | 'failed';

export interface WorkspaceIndexOptions {
  /** The built src/workspace/worker.ts. */
  readonly workerFile: string;
  /** Where the index is kept between starts; null where it is not. */
  readonly storageFile: string | null;
  readonly log: (line: string) => void;
  readonly timeLimit?: number;
}

/** The models of all files of the workspace, found on a thread of its own, which is replaced where it dies or hangs. */
export class WorkspaceIndex implements Disposable {
  private readonly store = new DisposableStore();
  private readonly known = new Map<string, readonly IndexedModel[]>();
  private readonly skipped = new Set<string>();
  private folders: readonly IndexedFolder[] = [];
  private worker: Worker | undefined;
  private mark: ReadingMark | undefined;
  private watchdog: NodeJS.Timeout | undefined;
  private deaths = 0;
  private current: IndexState = 'idle';
  private readonly filesChanged = this.store.add(new Emitter<readonly FileModels[]>());
  private readonly stateChanged = this.store.add(new Emitter<IndexState>());

  /** Files whose models came, changed or went, with what they have now. At most a few hundred at once. */
  readonly onDidChange = this.filesChanged.event;
  readonly onDidChangeState = this.stateChanged.event;

  constructor(private readonly options: WorkspaceIndexOptions) {}

  get state(): IndexState {
    return this.current;
  }

  /** Files that have models, by path. */
  get files(): ReadonlyMap<string, readonly IndexedModel[]> {
    return this.known;
  }

  /** Indexes these folders, and forgets all others. */
  scan(folders: readonly IndexedFolder[]): void {
    this.folders = folders;
    this.setState('reading');
    this.ask({ kind: 'scan', folders });
  }

  /** Takes up files or folders that came, changed or went. */
  change(paths: readonly string[]): void {
    if (this.current === 'idle' || this.current === 'failed') return;
    this.ask({ kind: 'changed', paths });
  }

  dispose(): void {
    this.endWorker();
    this.store.dispose();
  }

  private ask(request: IndexerRequest): void {
    this.worker ??= this.startWorker();
    this.worker.postMessage(request);
  }

  private startWorker(): Worker {
    const { workerFile, storageFile, timeLimit = TIME_LIMIT } = this.options;
    const { mtimeMs = 0, size = 0 } = statSync(workerFile, { throwIfNoEntry: false }) ?? {};
    const memory = newMark();
    const mark = new ReadingMark(memory);
    const options = { storageFile, finder: `${mtimeMs}:${size}`, skipped: [...this.skipped] };
    const workerData: IndexerData = { options, mark: memory };
    const ended = (of: Worker, reason: string): void => {
      if (of === this.worker) this.replace(reason);
    };
    const worker = startWorker<IndexerReport>(
      workerFile,
      {
        workerData,
        execArgv: [],
        name: 'GradLens model index',
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT },
      },
      (report) => {
        if (worker === this.worker) this.receive(report);
      },
      ended,
    );
    this.mark = mark;
    let seen = { count: mark.count, since: performance.now() };
    this.watchdog = setInterval(() => {
      if (mark.count !== seen.count || mark.file === null) seen = { count: mark.count, since: performance.now() };
      else if (performance.now() - seen.since > timeLimit) ended(worker, `it took longer than ${timeLimit / 1000} s`);
    }, timeLimit / 4);
    return worker;
  }

  private receive(report: IndexerReport): void {
    switch (report.kind) {
      case 'found':
        this.take(report.files);
        return;
      case 'scanned':
        this.deaths = 0;
        this.options.log(
          `Models of ${report.files} files indexed in ${Math.round(report.milliseconds)} ms; ${report.read} were new or changed.`,
        );
        this.setState('ready');
        return;
      case 'note':
        this.options.log(report.text);
    }
  }

  private take(files: readonly FileModels[]): void {
    for (const [file, models] of files) {
      if (models.length > 0) this.known.set(file, models);
      else this.known.delete(file);
    }
    this.filesChanged.fire(files);
  }

  /** Starts anew after the worker died, without the file that it was at. */
  private replace(reason: string): void {
    const at = this.mark?.file;
    this.endWorker();
    this.deaths += 1;
    this.options.log(`The index of models ${at ? `could not include ${at}` : 'was interrupted'}: ${reason}`);
    if (at) {
      this.skipped.add(at);
      this.take([[at, []]]);
    }
    if (this.deaths >= MOST_DEATHS) this.setState('failed');
    else this.scan(this.folders);
  }

  private endWorker(): void {
    const worker = this.worker;
    this.worker = undefined;
    this.mark = undefined;
    clearInterval(this.watchdog);
    void worker?.terminate();
  }

  private setState(state: IndexState): void {
    if (state === this.current) return;
    this.current = state;
    this.stateChanged.fire(state);
  }
}
