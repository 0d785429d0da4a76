import { availableParallelism } from 'node:os';
import type { ModelSize } from '../../protocol/fit.js';
import type { RunRequest } from '../types.js';
import { chooseThreads, type StepSize, type ThreadsChoice } from './chooseThreads.js';
import { stepOperations } from './stepOperations.js';

/** A run as far as its model's size can be learnt from it. */
export interface SizedRun {
  readonly request: Pick<RunRequest, 'file' | 'model'>;
  readonly stepOperations: number | null;
}

/**
 * TensorFlow's threads for a run, from what the source says of the model, else from its last run; null where no TensorFlow runs.
 * @param earlier newest first
 * @param env that of the user's code
 */
export function threadsOf(
  request: RunRequest,
  earlier: readonly SizedRun[],
  env: NodeJS.ProcessEnv,
): ThreadsChoice | null {
  if (request.backend.kind !== 'tfjs-node') return null;
  return chooseThreads(stepSize(request, earlier), availableParallelism(), { ...env, ...request.env });
}

function stepSize(request: RunRequest, earlier: readonly SizedRun[]): StepSize | null {
  const fromSource = largestStep(request.sizes);
  if (fromSource !== null) return { operations: fromSource, from: 'source' };
  const key = modelName(request);
  const last = earlier.find((run) => run.stepOperations !== null && modelName(run.request) === key);
  return last?.stepOperations ? { operations: last.stepOperations, from: 'last run' } : null;
}

/** Operations of a step of the largest of several models; null for none. */
export const largestStep = (sizes: readonly ModelSize[]): number | null =>
  sizes.length === 0 ? null : Math.max(...sizes.map(stepOperations));

/** Stays the same when lines move. */
const modelName = ({ file, model }: Pick<RunRequest, 'file' | 'model'>): string =>
  model ? `${model.file}#${model.name}` : file;
