import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import type { BuildRun } from './buildRun.js';

/** The data that the task names. @throws {HumanError} where it names none */
export function taskData({ task }: Pick<BuildRun, 'task'>): DataSpec {
  if (!task.data) throw new HumanError('This model has no data to train on. Choose data first.');
  return task.data;
}
