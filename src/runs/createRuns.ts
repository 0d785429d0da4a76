import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { HumanError } from '../errors/humanError.js';
import type { Disposable } from '../lifecycle/disposables.js';
import { keptModelFolder } from '../protocol/keptModel.js';
import type { RunHeader } from '../protocol/runFile.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { KeptSource } from '../runFiles/sources.js';
import type { CodeNow, ComparedTexts } from './changes/codeNow.js';
import type { ExportTarget } from './export/exportTarget.js';
import { factsOf } from './export/factsOf.js';
import type { TextOfPlace } from './export/reportFacts.js';
import { RunExports } from './export/runExports.js';
import { listedRun } from './listedRun.js';
import type { RecordedRun } from './live/recordedRun.js';
import { type LiveRun, trainRun } from './live/trainRun.js';
import type { RunMarks } from './marks.js';
import { placeKey, previousRunOf } from './previousRun.js';
import { RunList } from './runList.js';
import type { RunsOptions } from './runsOptions.js';
import { SeriesMemory } from './series/seriesMemory.js';
import { isOwnerAlive } from './stored/ownerAlive.js';
import { Retention } from './stored/retention.js';
import { isNewer, newHeader, storedRequest, storedState } from './stored/runHeader.js';
import { RunReader } from './stored/runReader.js';
import { RunStore } from './stored/runStore.js';
import { RunTexts } from './stored/runTexts.js';
import { tensorflowSettings } from './tensorflow/tensorflowSettings.js';
import type { Run, Runs } from './types.js';

const MEGABYTE = 1024 * 1024;

/** All runs of one host. Disposing of it kills what still runs; `close` waits for that too. */
export function createRuns(options: RunsOptions): Runs & Disposable & { tellAsSet(): void } {
  return new RunsOfHost(options);
}

class RunsOfHost implements Runs, Disposable {
  private readonly list: RunList;
  private readonly live = new Map<string, LiveRun>();
  /** Keys of the models that are about to run. */
  private readonly starting = new Set<string>();
  readonly store: RunStore;
  readonly memory: SeriesMemory;
  readonly reader: RunReader;
  private readonly texts: RunTexts;
  private readonly exports: RunExports;
  private readonly retention: Retention;
  private closed = false;

  constructor(readonly options: RunsOptions) {
    const { storeDirectory, trials = false, readerWorker, settings, log } = options;
    this.list = new RunList((error) => log(`A listener for runs failed: ${String(error)}`));
    this.store = new RunStore(storeDirectory, log, trials ? 'trials' : 'runs');
    if (trials) void this.store.deleteLeft();
    this.reader = new RunReader(readerWorker, log);
    this.exports = new RunExports(() => new RunReader(readerWorker, log));
    this.texts = new RunTexts(this.reader, (id) => this.store.folder(id));
    this.memory = new SeriesMemory(() => settings().seriesMemoryMB * MEGABYTE);
    this.retention = new Retention({
      store: this.store,
      maxRuns: () => settings().maxRuns,
      mayDelete: options.mayDelete,
      isLive: (id) => this.live.has(id),
      onDeleted: (id) => this.forget(id),
    });
  }

  get all(): readonly Run[] {
    return this.list.all;
  }

  get onDidAdd() {
    return this.list.onDidAdd;
  }

  get onDidRemove() {
    return this.list.onDidRemove;
  }

  find(id: string): Run | undefined {
    return this.list.find(id);
  }

  modelFolder({ id }: Run, fit: number): string {
    return join(this.store.folder(id), keptModelFolder(fit));
  }

  async start(request: RunRequest): Promise<Run> {
    const key = this.options.trials ? randomUUID() : placeKey(request);
    if (this.closed) throw new HumanError('GradLens is closing.');
    const running = this.all.some((run) => run.state.kind !== 'ended' && placeKey(run.request) === key);
    if (running || this.starting.has(key)) {
      const name = request.model?.name ?? request.file;
      throw new HumanError(`${name} is already running. Stop it before running it again.`);
    }
    this.starting.add(key);
    try {
      const header = await newHeader(request);
      await this.store.create(header);
      if (this.closed) {
        await this.store.delete(header.id);
        throw new HumanError('GradLens is closing.');
      }
      return this.launch(request, header);
    } catch (error) {
      if (error instanceof HumanError) throw error;
      throw new HumanError(`The trainer could not be started: ${String(error)}`, { cause: error });
    } finally {
      this.starting.delete(key);
    }
  }

  private launch(request: RunRequest, header: RunHeader): Run {
    const { trainerEntry, startTrainer, env = process.env, log, onOutput } = this.options;
    const settings = this.options.settings();
    const run = this.createRun(header, request, { kind: 'starting' });
    const live = trainRun({
      run,
      header,
      runDirectory: this.store.folder(run.id),
      settings,
      trainerEntry,
      startTrainer,
      env,
      tensorflow: tensorflowSettings(request, this.list.all, { env, compiledStep: settings.compiledStep }),
      log,
      seriesBytes: () => this.memory.shareAfter(run.fits.length),
      writeHeader: (ended) => this.store.writeHeader(ended),
      onOutput: (stream, text) => onOutput(run, stream, text),
    });
    this.live.set(run.id, live);
    this.list.insert(run);
    void live.finished.then(async () => {
      this.live.delete(run.id);
      this.memory.use(run);
      await this.findModel(run);
      await this.retention.makeRoom();
    });
    return run;
  }

  async restore(): Promise<void> {
    const headers = (await this.store.list()).filter(({ sweep }) => !sweep || !this.options.withoutSweeps);
    for (const header of headers) {
      if (!this.find(header.id) && (header.end || !(await isOwnerAlive(header)))) await this.restoreOne(header);
    }
    await this.retention.makeRoom();
  }

  async recall(id: string): Promise<Run | undefined> {
    const header = this.find(id) ? undefined : (await this.store.list()).find((each) => each.id === id);
    if (header && (header.end || !(await isOwnerAlive(header)))) await this.restoreOne(header);
    return this.find(id);
  }

  private async restoreOne(header: RunHeader): Promise<void> {
    if (!header.end && !isNewer(header)) await this.store.removeHalfHeaders(header.id);
    const state = storedState(header, await this.store.lastSign(header));
    const run = this.createRun(header, storedRequest(header), state);
    run.mark(await this.store.marks(run.id));
    if (!isNewer(header)) await this.findModel(run);
    // Two may have asked for it at once.
    if (!this.find(run.id)) this.list.insert(run);
  }

  async delete(id: string, putAway?: (folder: string) => PromiseLike<unknown>): Promise<void> {
    const live = this.live.get(id);
    live?.kill('deleted');
    await live?.finished;
    if (!this.find(id)) return;
    if (putAway) await putAway(this.store.folder(id));
    else await this.store.delete(id);
    this.forget(id);
  }

  async deleteAll(): Promise<void> {
    await Promise.all(this.all.map((run) => this.delete(run.id)));
    const unlisted = this.options.withoutSweeps ? (await this.store.list()).filter(({ sweep }) => sweep) : [];
    for (const header of unlisted) {
      if (header.end || !(await isOwnerAlive(header))) await this.store.delete(header.id);
    }
  }

  async mark(id: string, changes: Partial<RunMarks>): Promise<void> {
    const run = this.list.find(id);
    run?.mark(await this.store.mark(id, changes));
  }

  whatChanged(run: Run, since: Run | null = previousRunOf(run, this.all)): Promise<string | null> {
    return this.texts.whatChanged(run, since);
  }

  sources(run: Run): Promise<readonly KeptSource[]> {
    return this.texts.sources(run);
  }

  async exportRun(run: Run, target: ExportTarget, textOf?: TextOfPlace): Promise<string> {
    await run.load();
    const facts = factsOf(run, await this.whatChanged(run), textOf);
    return this.exports.write({ directory: this.store.folder(run.id), target, facts });
  }

  codeNow(texts: ComparedTexts): Promise<CodeNow> {
    return this.texts.codeNow(texts);
  }

  /** Tells what runs show as it is set by now. */
  tellAsSet(): void {
    for (const run of this.list.all) run.tellAsSet();
  }

  diskUsage(): Promise<number> {
    return this.store.size();
  }

  async close(): Promise<void> {
    this.closed = true;
    const live = [...this.live.values()];
    for (const run of live) run.kill('closed');
    await Promise.all(live.map(({ finished }) => finished));
    this.reader.dispose();
    this.exports.dispose();
    this.list.dispose();
  }

  dispose(): void {
    void this.close();
  }

  private async findModel(run: RecordedRun): Promise<void> {
    const folder = await this.store.keptModel(run.id);
    if (folder) run.keepModel(folder);
  }

  private createRun(header: RunHeader, request: RunRequest, state: Run['state']): RecordedRun {
    return listedRun({ header, request, state }, this);
  }

  private forget(id: string): void {
    const run = this.list.find(id);
    if (!run) return;
    this.memory.remove(run);
    this.list.remove(run);
  }
}
