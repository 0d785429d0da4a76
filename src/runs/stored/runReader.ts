import type { Disposable } from '../../lifecycle/disposables.js';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import type { KeptSource } from '../../runFiles/sources.js';
import { WorkerCalls, WorkerError } from '../../system/workerCalls.js';
import type { CodeNow, ComparedTexts } from '../changes/codeNow.js';
import type { ExportTask } from '../export/exportTarget.js';
import { SeriesPyramid } from '../series/seriesPyramid.js';
import type { Answers, ChangesQuestion, DetailQuestion, Question } from './readerMessages.js';
import type { StoredRun } from './storedRun.js';

/** Reads run files on a thread of its own, which starts when first asked, and again after it died. */
export class RunReader implements Disposable {
  private readonly calls: WorkerCalls<Question, Answers[Question['kind']]>;

  /** @param workerFile the built src/runs/stored/readerWorker.ts. */
  constructor(
    workerFile: string,
    private readonly log: (line: string) => void,
  ) {
    this.calls = new WorkerCalls(workerFile, { name: 'run reader' });
  }

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

  /** The user's files as a run had them. @throws as `readRun` */
  readSources(directory: string): Promise<readonly KeptSource[]> {
    return this.ask<'sources'>({ kind: 'sources', directory });
  }

  /** What became of the code between two texts of a file. @throws as `readRun` */
  codeNow(texts: ComparedTexts): Promise<CodeNow> {
    return this.ask<'code'>({ kind: 'code', ...texts });
  }

  /** What changed between two runs, in words. @throws as `readRun` */
  readChanges(runs: Omit<ChangesQuestion, 'kind'>): Promise<string | null> {
    return this.ask<'changes'>({ kind: 'changes', ...runs });
  }

  /** Writes a run for other programs; what was written. @throws {HumanError} where that cannot be */
  exportRun(task: ExportTask): Promise<string> {
    return this.ask<'export'>({ kind: 'export', ...task });
  }

  dispose(): void {
    this.calls.dispose();
  }

  private async ask<Kind extends Question['kind']>(
    question: Extract<Question, { kind: Kind }>,
  ): Promise<Answers[Kind]> {
    try {
      return (await this.calls.ask(question)) as Answers[Kind];
    } catch (error) {
      if (!(error instanceof WorkerError) || error.kind === 'call') throw error;
      if (error.kind === 'closed') throw new Error('The reader was closed');
      this.log(`The run reader failed: ${error.details}`);
      throw new Error('The run reader ended unexpectedly');
    }
  }
}
