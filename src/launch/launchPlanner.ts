import { HumanError } from '../errors/humanError.js';
import type { Disposable } from '../lifecycle/disposables.js';
import type { LaunchPlan, PlanRequest } from '../protocol/launch.js';
import type { PlanAnswer, PlanMessage } from '../source/messages.js';
import { WorkerCalls } from '../system/workerCalls.js';

/** Reading the imports of a large project takes seconds; what takes longer has sent the worker into a loop. */
const TIME_LIMIT = 60_000;
const MEMORY_LIMIT = 1024;

/** Plans runs in a worker thread of its own, so that a search through a project's imports delays no code lens. */
export class LaunchPlanner implements Disposable {
  private readonly calls: WorkerCalls<Omit<PlanMessage, 'id'>, PlanAnswer>;
  private disposed = false;

  constructor(
    workerFile: string,
    private readonly log: (line: string) => void,
    timeLimit = TIME_LIMIT,
  ) {
    this.calls = new WorkerCalls(workerFile, { time: timeLimit, memory: MEMORY_LIMIT });
  }

  /** @throws {HumanError} by rejection, where the worker fails at this file */
  async plan(request: PlanRequest): Promise<LaunchPlan> {
    if (this.disposed) throw new HumanError('The window is being closed.');
    const failure = (reason: string) => this.failure(request.model.file, reason);
    const answer = await this.calls.ask({ plan: request }, failure);
    if ('plan' in answer) return answer.plan;
    throw failure(answer.error);
  }

  dispose(): void {
    this.disposed = true;
    this.calls.dispose();
  }

  private failure(file: string, reason: string): HumanError {
    this.log(`Could not determine how to run ${file}: ${reason}`);
    const [firstLine = reason] = reason.split('\n');
    return new HumanError(
      `GradLens could not read this model because of an internal error (${firstLine}). See the log for details.`,
    );
  }
}
