import { Worker } from 'node:worker_threads';
import type { Disposable } from '../lifecycle/disposables.js';
import type { SeriesChunk } from '../protocol/seriesChunk.js';
import type { StoredRun } from './readBack.js';
import type { Answers, DetailQuestion, Question, ReaderReply, ReaderRequest } from './readerProtocol.js';
import { SeriesPyramid } from './seriesPyramid.js';

interface Pending {
  resolve(answer: Answers[Question['kind']]): void;
  reject(error: Error): void;
}

/** Reads run files on a thread of its own, which starts when first asked, and again after it died. */
export class RunReader implements Disposable {
  private worker: Worker | undefined;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private disposed = false;

  /** @param workerFile the built src/runs/readerWorker.ts. */
  constructor(
    private readonly workerFile: string,
    private readonly log: (line: string) => void,
  ) {}

  /**
   * Fits, series and problems of a run's folder; what a cut-off file still holds whole is read.
   * @param maxBytes memory for the series of all its fits together.
   * @throws {Error} where the folder cannot be read, and when the reader is disposed or dies meanwhile.
   */
  async readRun(directory: string, maxBytes: number): Promise<StoredRun> {
    const { fits, ...rest } = await this.ask<'run'>({ kind: 'run', directory, maxBytes });
    return {
      ...rest,
      fits: fits.map(({ snapshot, ...fit }) => {
        return { ...fit, series: new SeriesPyramid(fit.summary, { maxBytes: maxBytes / fits.length }, snapshot) };
      }),
    };
  }

  /**
   * The stretch [from, to) of one series from its file, at the finest size that `buckets` allow.
   * @throws {Error} where the file cannot be read, and when the reader is disposed or dies meanwhile.
   */
  readDetail(stretch: Omit<DetailQuestion, 'kind'>): Promise<SeriesChunk> {
    return this.ask<'detail'>({ kind: 'detail', ...stretch });
  }

  dispose(): void {
    this.disposed = true;
    this.rejectAll('The reader was closed');
    void this.worker?.terminate();
    this.worker = undefined;
  }

  private ask<Kind extends Question['kind']>(question: Extract<Question, { kind: Kind }>): Promise<Answers[Kind]> {
    if (this.disposed) return Promise.reject(new Error('The reader was closed'));
    const worker = this.start();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      worker.ref();
      worker.postMessage({ id, question } satisfies ReaderRequest);
    });
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(this.workerFile, { execArgv: [], name: 'GradLens run reader' });
    worker.on('message', (reply: ReaderReply) => this.settle(reply));
    worker.on('error', (error) => this.log(`The run reader failed: ${error.stack ?? error.message}`));
    worker.on('exit', () => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.rejectAll('The run reader ended unexpectedly');
    });
    this.worker = worker;
    return worker;
  }

  private settle(reply: ReaderReply): void {
    const pending = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    // An idle reader keeps no process alive.
    if (this.pending.size === 0) this.worker?.unref();
    if ('error' in reply) pending?.reject(new Error(reply.error));
    else pending?.resolve(reply.answer);
  }

  private rejectAll(reason: string): void {
    for (const { reject } of this.pending.values()) reject(new Error(reason));
    this.pending.clear();
  }
}
