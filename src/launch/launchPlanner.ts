import { HumanError } from '../errors/humanError.js';
import type { Disposable } from '../lifecycle/disposables.js';
import type { RunChoice, RunPlan } from '../protocol/launch.js';
import { WorkerCalls, WorkerError } from '../system/workerCalls.js';

/** Reading the imports of a large project takes seconds; what takes longer has sent the worker into a loop. */
const TIME_LIMIT = 60_000;
const MEMORY_LIMIT = 1024;

/** What the source worker is asked for a plan. */
export interface PlanCall {
  readonly choice: RunChoice;
}

/** Plans runs in a worker thread of its own, so that a search through a project's imports delays no code lens. */
export class LaunchPlanner implements Disposable {
  private readonly calls: WorkerCalls<PlanCall, RunPlan>;

  constructor(
    workerFile: string,
    private readonly log: (line: string) => void,
    timeLimit = TIME_LIMIT,
  ) {
    this.calls = new WorkerCalls(workerFile, { name: 'planner', limits: { time: timeLimit, memory: MEMORY_LIMIT } });
  }

  /** @throws {HumanError} by rejection, where the worker fails at this file */
  async plan(choice: RunChoice): Promise<RunPlan> {
    try {
      return await this.calls.ask({ choice });
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      if (error.kind === 'closed') throw new HumanError('The window is being closed.');
      this.log(`Could not determine how to run ${choice.model.file}: ${error.details}`);
      throw new HumanError(
        `GradLens could not read this model because of an internal error (${error.message}). See the log for details.`,
      );
    }
  }

  dispose(): void {
    this.calls.dispose();
  }
}
