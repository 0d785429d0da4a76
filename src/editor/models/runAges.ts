import { sep } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { modelFile } from '../../protocol/runRequest.js';
import type { ComparedTexts } from '../../runs/changes/codeNow.js';
import type { Run, Runs } from '../../runs/types.js';
import { isModelFile } from '../../source/modelFiles.js';
import { LatestReads } from '../config/latestReads.js';
import type { WorkspaceConfig } from '../config/workspaceConfig.js';
import { oneAtATime } from '../oneAtATime.js';
import type { RunActivity } from '../runActivity.js';
import { Throttle } from '../throttle.js';
import { isSupported } from './languages.js';
import { presentText } from './presentText.js';
import { type RunAge, runAge } from './runAge.js';
import { writtenData } from './writtenData.js';

/** Least milliseconds between two comparisons while a person types. */
const INTERVAL = 200;
/** Runs that are compared: those that were asked about last, which are more than the models of most files. */
const MOST_RUNS = 24;

/** The files that a run ran, as it had them. */
type Sources = Awaited<ReturnType<Runs['sources']>>;

interface Known {
  readonly sources: Sources;
  /** Its data that was written since; null where that is to be looked at, which takes long of many pictures. */
  written: Promise<readonly string[]> | null;
  age: RunAge | null;
}

/** Tells of runs whose code, in any file that ran, whose data, or whose choices were edited since; an undo of code or of choices makes them young again. */
export class RunAges implements Disposable {
  private readonly store = new DisposableStore();
  private readonly known = new Map<Run, Known>();
  private readonly asked = new Set<Run>();
  private readonly changed = this.store.add(new Emitter<void>());
  /** Fires when a run's age is another one than before. */
  readonly onDidChange = this.changed.event;
  private readonly refresh = this.store.add(
    new Throttle(
      INTERVAL,
      oneAtATime(() => this.compareAll()),
    ),
  );

  constructor(
    private readonly runs: Pick<Runs, 'sources' | 'codeNow' | 'onDidRemove'>,
    activity: RunActivity,
    private readonly config: Pick<WorkspaceConfig, 'edited' | 'onDidChange'>,
  ) {
    const request = (): void => this.refresh.request();
    // Other documents change, too: what a training prints, for one.
    const requestFor = (document: vscode.TextDocument): void => {
      if (isSupported(document)) request();
    };
    this.store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => requestFor(document)));
    this.store.add(vscode.workspace.onDidChangeNotebookDocument(request));
    this.store.add(vscode.workspace.onDidOpenTextDocument(requestFor));
    this.store.add(vscode.workspace.onDidCloseTextDocument(requestFor));
    this.store.add(config.onDidChange(request));
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher('**'));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.store.add(event(({ fsPath }) => (this.isDataWritten(fsPath) || isModelFile(fsPath)) && request()));
    }
    this.store.add(
      activity.onDidHappen(({ run, change }) => {
        // By its end it has come to all of its files.
        const isOver = change?.kind === 'state' && run.state.kind === 'ended';
        // Whether it trained at all is known once it is loaded.
        if ((isOver || change?.kind === 'loaded') && this.known.has(run)) void this.ask(run);
      }),
    );
    this.store.add(runs.onDidRemove((run) => this.known.delete(run)));
  }

  /** Null where it is not known, or not yet: then it is asked for. */
  of(run: Run): RunAge | null {
    const known = this.known.get(run);
    if (known) this.keep(run, known);
    else void this.ask(run);
    return known?.age ?? null;
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Whether it is data of a run, which is then looked at again. */
  private isDataWritten(file: string): boolean {
    const concerned = [...this.known].filter(([{ request }]) =>
      request.dataFiles.some((data) => file === data || file.startsWith(data + sep)),
    );
    for (const [, known] of concerned) known.written = null;
    return concerned.length > 0;
  }

  private async ask(run: Run): Promise<void> {
    if (this.asked.has(run)) return;
    this.asked.add(run);
    const sources = await this.runs.sources(run);
    this.asked.delete(run);
    // What a run that goes on has not written yet is asked for again.
    if (sources.length === 0 && run.state.kind !== 'ended') return;
    this.keep(run, { sources, written: null, age: this.known.get(run)?.age ?? null });
    const [oldest] = this.known.keys();
    if (oldest && this.known.size > MOST_RUNS) this.known.delete(oldest);
    this.refresh.request();
  }

  /** As the one that was asked about last. */
  private keep(run: Run, known: Known): void {
    this.known.delete(run);
    this.known.set(run, known);
  }

  private async compareAll(): Promise<void> {
    // Most runs ran the same files.
    const texts = new LatestReads<string | null>();
    const textNow = (file: string) => texts.get(file, () => presentText(file));
    const codeNow = (code: ComparedTexts) => this.runs.codeNow(code);
    let differs = false;
    for (const [run, known] of [...this.known]) {
      const before = known.age;
      known.age = await runAge(known.sources, { textNow, codeNow, otherEdited: await this.otherEdited(run, known) });
      differs ||= JSON.stringify(before) !== JSON.stringify(known.age);
    }
    if (differs) this.changed.fire();
  }

  private async otherEdited({ startedAt, request, state, fits }: Run, known: Known): Promise<string[]> {
    // Data that did not fit is no longer among the choices after its run, which has trained nothing; nobody has edited them.
    const hasFailedBefore = state.kind === 'ended' && state.outcome === 'failed' && fits.length === 0;
    const choices = hasFailedBefore ? null : request.choices;
    const config = choices && (await this.config.edited(modelFile(request), choices));
    known.written ??= writtenData({ startedAt, request });
    return [...(await known.written), ...(config ? [config] : [])];
  }
}
