import { basename } from 'node:path';
import { OwnError } from '../errors/ownError.js';
import type { Disposable } from '../lifecycle/disposables.js';
import type { SourceModel } from '../protocol/source.js';
import { WorkerCalls, WorkerError } from '../system/workerCalls.js';
import type { CellAnchor } from './notebook/cellAnchors.js';

/** What the source worker is asked for the models of a file. */
export interface FindCall {
  readonly file: string;
  readonly text: string;
}

/** What is found in a text. */
export interface Found {
  readonly models: readonly SourceModel[];
  /** Where a notebook's cells stand in its file; of other files none. */
  readonly anchors: readonly CellAnchor[];
}

/** A file that takes longer has sent the worker into a loop: 10,000 lines take well under a second. */
const TIME_LIMIT = 10_000;
const MEMORY_LIMIT = 1024;

/** Finds models in a worker thread, one file after the other. Texts of one file that wait are replaced by the newest, and all that asked get its models. */
export class SourceFinder implements Disposable {
  private readonly calls: WorkerCalls<FindCall, Found>;
  private readonly waiting = new Map</* key */ string, { text: string; readonly found: Promise<Found> }>();
  /** Ends with the last search that was begun or waits. */
  private busy: Promise<void> | undefined;

  constructor(
    workerFile: string,
    private readonly log: (line: string) => void,
    timeLimit = TIME_LIMIT,
  ) {
    this.calls = new WorkerCalls(workerFile, { name: 'finder', limits: { time: timeLimit, memory: MEMORY_LIMIT } });
  }

  /** @throws {Error} by rejection, when the worker fails at this file or the finder is disposed. */
  async find(file: string, text: string): Promise<readonly SourceModel[]> {
    return (await this.search(file, text)).models;
  }

  /**
   * As `find`, with the cells of a notebook.
   * @param key tells texts apart that a file has at one time, as on screen and on disk
   * @throws {Error} by rejection, as `find`
   */
  search(file: string, text: string, key = file): Promise<Found> {
    if (!this.busy) return this.hold(this.read(file, text));
    const waiting = this.waiting.get(key);
    if (waiting) {
      waiting.text = text;
      return waiting.found;
    }
    const found = this.busy.then(() => {
      const newest = this.waiting.get(key)?.text ?? text;
      this.waiting.delete(key);
      return this.read(file, newest);
    });
    this.waiting.set(key, { text, found });
    return this.hold(found);
  }

  dispose(): void {
    this.calls.dispose();
  }

  private hold(found: Promise<Found>): Promise<Found> {
    const ended = found.then(
      () => {},
      () => {},
    );
    const busy = ended.then(() => {
      if (this.busy === busy) this.busy = undefined;
    });
    this.busy = busy;
    return found;
  }

  private async read(file: string, text: string): Promise<Found> {
    try {
      return await this.calls.ask({ file, text });
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      if (error.kind === 'closed') throw new Error('The search for models was ended');
      this.log(`Models of ${file} could not be found: ${error.details}`);
      throw new OwnError(`read the models of ${basename(file)}`, error.message);
    }
  }
}
