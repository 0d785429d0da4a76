import { HumanError } from '../../errors/humanError.js';
import type { Disposable } from '../../lifecycle/disposables.js';
import { type DataLimits, type DataSpec, DEFAULT_DATA_LIMITS, type SampleShapes } from '../../protocol/data.js';
import { WorkerCalls, WorkerError } from '../../system/workerCalls.js';
import type { ModelEnd } from './sampleShapes.js';
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

/** What the worker is asked of the shapes alone. */
export interface ShapesCall {
  readonly data: DataSpec;
  readonly folder: string;
  readonly limits: DataLimits;
  readonly end: ModelEnd;
}

/** Previews data in a worker thread, which starts with the first preview. */
export class DataPreviewer implements Disposable {
  private readonly calls: WorkerCalls<PreviewCall, DataPreview>;
  private readonly shapesCalls: WorkerCalls<ShapesCall, SampleShapes | null>;

  constructor(
    workerFile: string,
    private readonly log: (line: string) => void,
    private readonly limits: () => DataLimits = () => DEFAULT_DATA_LIMITS,
    timeLimit = TIME_LIMIT,
  ) {
    const options = { name: 'previewer', limits: { time: timeLimit, memory: MEMORY_LIMIT } };
    this.calls = new WorkerCalls(workerFile, options);
    this.shapesCalls = new WorkerCalls(workerFile, options);
  }

  /**
   * @param data a spec, or the path of what a person picked
   * @throws {HumanError} by rejection, where the data cannot be read; {Error} where the previewer is disposed
   */
  async preview(data: DataSpec | string, folder: string): Promise<DataPreview> {
    return this.orTold(this.calls.ask({ data, folder, limits: this.limits() }));
  }

  /**
   * What data says of its samples. @returns null where it follows the model in all
   * @throws as `preview`
   */
  async shapesOf(data: DataSpec, folder: string, end: ModelEnd): Promise<SampleShapes | null> {
    return this.orTold(this.shapesCalls.ask({ data, folder, limits: this.limits(), end }));
  }

  private async orTold<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      if (error.kind === 'closed') throw new Error('The preview was canceled');
      this.log(`Data could not be previewed: ${error.details}`);
      throw new HumanError(`The data could not be previewed: ${error.message}.`);
    }
  }

  dispose(): void {
    this.calls.dispose();
    this.shapesCalls.dispose();
  }
}
