import { HumanError } from '../../errors/humanError.js';
import type { Disposable } from '../../lifecycle/disposables.js';
import { type DataLimits, type DataSpec, DEFAULT_DATA_LIMITS } from '../../protocol/data.js';
import { WorkerCalls } from '../../system/workerCalls.js';
import type { PreviewAnswer, PreviewRequest } from './messages.js';
import type { DataPreview } from './types.js';

/** Milliseconds; the beginning of a file takes well under one second, a large JSON file some. */
const TIME_LIMIT = 30_000;
const MEMORY_LIMIT = 2048;

/** Previews data in a worker thread, which starts with the first preview. */
export class DataPreviewer implements Disposable {
  private readonly calls: WorkerCalls<Omit<PreviewRequest, 'id'>, PreviewAnswer>;
  private disposed = false;

  constructor(
    workerFile: string,
    private readonly log: (line: string) => void,
    private readonly limits: () => DataLimits = () => DEFAULT_DATA_LIMITS,
    timeLimit = TIME_LIMIT,
  ) {
    this.calls = new WorkerCalls(workerFile, { time: timeLimit, memory: MEMORY_LIMIT });
  }

  /**
   * @param data a spec, or the path of what a person picked
   * @throws {HumanError} by rejection, where the data cannot be read; {Error} where the previewer is disposed
   */
  async preview(data: DataSpec | string, folder: string): Promise<DataPreview> {
    if (this.disposed) throw endedError();
    const answer = await this.calls.ask({ data, folder, limits: this.limits() }, (reason) => this.failure(reason));
    if ('preview' in answer) return answer.preview;
    throw 'problem' in answer ? new HumanError(answer.problem) : this.failure(answer.error);
  }

  dispose(): void {
    this.disposed = true;
    this.calls.dispose();
  }

  private failure(reason: string): Error {
    if (this.disposed) return endedError();
    this.log(`Data could not be previewed: ${reason}`);
    return new HumanError(`The data could not be previewed: ${reason.split('\n')[0] ?? reason}.`);
  }
}

const endedError = (): Error => new Error('The preview was canceled');
