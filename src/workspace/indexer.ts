import { setTimeout as rest, setImmediate as turn } from 'node:timers/promises';
import { OwnError } from '../errors/ownError.js';
import { type FoundFile, filesAt, filesOf } from './indexedFiles.js';
import { type IndexEntries, readIndexFile, writeIndexFile } from './indexFile.js';
import type { IndexerOptions, IndexerReport, Reading } from './messages.js';
import { isIgnoreFile, isWithin } from './paths.js';
import { readModels } from './readModels.js';
import type { FileModels, IndexedFolder, IndexedModel } from './types.js';

/** Milliseconds of work between looks at what has been asked meanwhile, and between reports. */
const STRETCH = 50;
/** Files in a report, so that whoever takes it is busy for no more than a moment. */
const REPORTED_AT_ONCE = 200;
/** Milliseconds between reports that follow each other. */
const BETWEEN_REPORTS = 3;
/** Least milliseconds between writes of the index. */
const WRITE_INTERVAL = 3000;

/** Keeps the index of the workspace's models up to date. Works on a thread that may wait for the disk. */
export class Indexer {
  private entries: IndexEntries = new Map();
  private folders: readonly IndexedFolder[] = [];
  private loaded = false;
  private scans = 0;
  /** Files of the scan that goes on. */
  private seen = new Set<string>();
  private readonly found = new Map<string, readonly IndexedModel[]>();
  private written = 0;
  private writing: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: IndexerOptions,
    private readonly report: (report: IndexerReport | Reading) => void,
  ) {}

  /** Looks at every file of the folders, and forgets all others. A later scan ends an earlier one. */
  async scan(folders: readonly IndexedFolder[]): Promise<void> {
    const started = performance.now();
    const scan = ++this.scans;
    this.folders = folders;
    this.seen = new Set();
    await this.load();
    if (scan !== this.scans) return;
    let read = 0;
    let rested = started;
    for (const folder of folders) {
      for (const file of filesOf(folder)) {
        if (this.visit(file)) read += 1;
        if (performance.now() - rested < STRETCH) continue;
        await this.flush();
        this.writeSoon();
        await turn();
        if (scan !== this.scans) return;
        rested = performance.now();
      }
    }
    for (const path of this.entries.keys()) if (!this.seen.has(path)) this.forget(path);
    await this.flush();
    if (read > 0) this.writeSoon();
    const milliseconds = performance.now() - started;
    this.report({ kind: 'scanned', files: this.seen.size, read, milliseconds });
  }

  /** Takes up files and folders that came, changed or went. */
  async change(paths: readonly string[]): Promise<void> {
    if (paths.some(isIgnoreFile)) return this.scan(this.folders);
    for (const path of paths) {
      const there = new Set<string>();
      for (const file of filesAt(path, this.folders)) {
        there.add(file.path);
        this.visit(file);
      }
      for (const known of this.entries.keys()) if (isWithin(known, path) && !there.has(known)) this.forget(known);
    }
    await this.flush();
    this.writeSoon();
  }

  /** Writes what is known where it is kept between starts. */
  write(): void {
    clearTimeout(this.writing);
    this.writing = undefined;
    this.written = performance.now();
    const { storageFile, finder } = this.options;
    if (storageFile === null) return;
    try {
      writeIndexFile(storageFile, finder, this.entries);
    } catch (error) {
      this.report({ kind: 'note', text: `The index of models could not be saved: ${String(error)}` });
    }
  }

  private async load(): Promise<void> {
    if (this.loaded) return;
    this.loaded = true;
    const { storageFile, finder } = this.options;
    if (storageFile !== null) this.entries = readIndexFile(storageFile, finder);
    for (const [path, { models }] of this.entries) {
      if (models.length > 0 && this.folders.some((folder) => isWithin(path, folder.path))) this.found.set(path, models);
    }
    await this.flush();
  }

  /** Whether the file had to be read. */
  private visit(file: FoundFile): boolean {
    const { path, mtime, size } = file;
    this.seen.add(path);
    const known = this.entries.get(path);
    if (known?.mtime === mtime && known.size === size) return false;
    const models = this.options.skipped.includes(path) ? [] : this.modelsOf(file);
    this.entries.set(path, { mtime, size, models });
    if (JSON.stringify(known?.models ?? []) !== JSON.stringify(models)) this.found.set(path, models);
    return true;
  }

  /** A file that makes the finder fail has none, and the walk goes on. */
  private modelsOf(file: FoundFile): readonly IndexedModel[] {
    try {
      return readModels(file, (name) => this.report({ kind: 'reading', file: name }));
    } catch (error) {
      const details = error instanceof OwnError ? error.details : String(error);
      this.report({ kind: 'note', text: `${file.path} is left out of the index of models. ${details}` });
      return [];
    }
  }

  private forget(path: string): void {
    if (this.entries.get(path)?.models.length) this.found.set(path, []);
    this.entries.delete(path);
  }

  private async flush(): Promise<void> {
    this.report({ kind: 'reading', file: null });
    const files: FileModels[] = [...this.found];
    this.found.clear();
    for (let from = 0; from < files.length; from += REPORTED_AT_ONCE) {
      if (from > 0) await rest(BETWEEN_REPORTS);
      this.report({ kind: 'found', files: files.slice(from, from + REPORTED_AT_ONCE) });
    }
  }

  private writeSoon(): void {
    if (this.written === 0) this.written = performance.now();
    if (performance.now() - this.written > WRITE_INTERVAL) this.write();
    else this.writing ??= setTimeout(() => this.write(), WRITE_INTERVAL);
  }
}
