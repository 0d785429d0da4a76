import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { messageOf } from '../../errors/errorText.js';
import type { FitSummary } from '../../protocol/fit.js';
import { EVENTS_FILE, SOURCES_FILE } from '../../protocol/runFile.js';
import { type Records, STREAMS } from '../../protocol/streams/streams.js';
import type { TrainerOptions, TrainerProblem } from '../../protocol/trainer.js';
import { encodeEvent } from '../../runFiles/events.js';
import { encodeSource, type KeptSource } from '../../runFiles/sources.js';
import { movedWords } from '../../system/movedPaths.js';
import { AppendFile } from './appendFile.js';
import type { FitModel, LinkEvent } from './messages.js';
import { ModelFiles } from './modelFiles.js';
import { StreamFile } from './streamFile.js';

export interface RunStorageListeners {
  /** Told after each file that something was written to. */
  onWritten(): void;
  /** Told once: from now on nothing more is written. */
  onProblem(problem: TrainerProblem): void;
  /** Told once: from now on only events are written. */
  onFull(bytes: number): void;
}

/** A run's folder, as the run fills it. Never throws: training goes on where its files cannot be written. */
export class RunStorage {
  private readonly events: AppendFile;
  private readonly sources: AppendFile;
  private readonly models: ModelFiles;
  /** Of each fit that is under way its files by their streams. */
  private readonly fits = new Map<number, ReadonlyMap<string, StreamFile>>();
  private bytes = 0;
  private full = false;
  private failed = false;

  constructor(
    private readonly options: Pick<TrainerOptions, 'runDirectory' | 'maxRunBytes' | 'toldAs'>,
    private readonly listeners: RunStorageListeners,
  ) {
    this.events = new AppendFile(join(options.runDirectory, EVENTS_FILE));
    this.sources = new AppendFile(join(options.runDirectory, SOURCES_FILE));
    this.models = new ModelFiles(options.runDirectory, options.maxRunBytes, () => performance.now());
  }

  addEvent(event: LinkEvent): void {
    if (this.failed) return;
    const line = Buffer.from(encodeEvent(event.name, this.told(event.payload)));
    this.bytes += line.length;
    this.events.add(line);
  }

  /** What ran is small beside the records, and bounded: it does not count. */
  addSource(source: KeptSource): void {
    if (!this.failed) this.sources.add(Buffer.from(encodeSource(this.told(source))));
  }

  startFit(summary: FitSummary): void {
    if (this.failed) return;
    const told = this.told(summary);
    const files = STREAMS.map(
      (stream) => [stream.name, new StreamFile(this.options.runDirectory, stream, told)] as const,
    );
    this.fits.set(summary.fit, new Map(files));
  }

  addRecords(records: Records): void {
    if (!this.full) this.grow(this.fits.get(records.fit)?.get(records.stream)?.add(records) ?? 0);
  }

  /** Beyond the bound of all files nothing is kept of it. */
  addModel(model: FitModel): void {
    this.writeModels((models) => models.add(model));
  }

  endFit(fit: number): void {
    const files = this.fits.get(fit);
    this.fits.delete(fit);
    this.guard(() => {
      for (const file of files?.values() ?? []) file.finish();
    });
    this.listeners.onWritten();
  }

  /** Writes what waits. */
  flush(): void {
    this.writeModels((models) => models.flush());
    this.guard(() => {
      this.events.flush();
      this.sources.flush();
      for (const file of this.openFiles()) {
        file.flush();
        this.listeners.onWritten();
      }
    });
  }

  /** Ends every file as a whole one. */
  close(): void {
    this.writeModels((models) => models.finish());
    this.flush();
    for (const fit of [...this.fits.keys()]) this.endFit(fit);
    this.events.close();
    this.sources.close();
  }

  /** Beyond the bound of all files nothing is kept of them. @param write gives the bytes by which the files grow */
  private writeModels(write: (models: ModelFiles) => number): void {
    if (!this.full) this.guard(() => this.grow(write(this.models)));
  }

  private told<T>(value: T): T {
    const { toldAs } = this.options;
    return toldAs ? movedWords(value, toldAs) : value;
  }

  private openFiles(): StreamFile[] {
    return [...this.fits.values()].flatMap((files) => [...files.values()]);
  }

  private grow(bytes: number): void {
    this.bytes += bytes;
    if (this.full || this.bytes < this.options.maxRunBytes) return;
    this.full = true;
    this.listeners.onFull(this.bytes);
  }

  private guard(write: () => void): void {
    if (this.failed) return;
    try {
      write();
    } catch (error) {
      this.failed = true;
      for (const file of [this.events, this.sources, ...this.openFiles()]) file.close();
      this.fits.clear();
      this.listeners.onProblem(storageProblem(this.options.runDirectory, error));
    }
  }
}

function storageProblem(directory: string, error: unknown): TrainerProblem {
  const reason = messageOf(error);
  return {
    kind: 'storage',
    severity: 'warning',
    message:
      `The run's files in ${directory} can no longer be written (${reason}). Training continues, but new records ` +
      'are lost when this window closes. Free some space or make the folder writable, then run again.',
    location: null,
    stack: error instanceof Error ? (error.stack ?? null) : null,
  };
}
