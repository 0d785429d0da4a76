import { HumanError } from '../../errors/humanError.js';
import type { Disposable } from '../../lifecycle/disposables.js';
import { type DataLimits, type DataSpec, DEFAULT_DATA_LIMITS } from '../../protocol/data.js';
import { WorkerCalls, WorkerError } from '../../system/workerCalls.js';
import type { DataPreview } from './types.js';

/** Milliseconds; the beginning of a file takes well under one second, a large JSON file some. */
const TIME_LIMIT = 30_000;
const MEMORY_LIMIT = 2048;

/** What the worker is asked. */
export interface PreviewCall {
  readonly data: DataSpec | string;
  readonly folder: string;
  readonly limits: DataLimits;
}

/** Previews data in a worker thread, which starts with the first preview. */
export class DataPreviewer implements Disposable {
  private readonly calls: WorkerCalls<PreviewCall, DataPreview>;

  constructor(
    workerFile: string,
    private readonly log: (line: string) => void,
    private readonly limits: () => DataLimits = () => DEFAULT_DATA_LIMITS,
    timeLimit = TIME_LIMIT,
  ) {
    this.calls = new WorkerCalls(workerFile, { name: 'previewer', limits: { time: timeLimit, memory: MEMORY_LIMIT } });
  }

  /**
   * @param data a spec, or the path of what a person picked
   * @throws {HumanError} by rejection, where the data cannot be read; {Error} where the previewer is disposed
   */
  async preview(data: DataSpec | string, folder: string): Promise<DataPreview> {
    try {
      return await this.calls.ask({ data, folder, limits: this.limits() });
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      if (error.kind === 'closed') throw new Error('The preview was canceled');
      this.log(`Data could not be previewed: ${error.details}`);
      throw new HumanError(`The data could not be previewed: ${error.message}.`);
    }
  }

  dispose(): void {
    this.calls.dispose();
  }
}
