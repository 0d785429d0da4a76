import { availableParallelism } from 'node:os';
import { largestStep } from '../../layers/stepSize.js';
import type { StepSize } from '../../protocol/runFile.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import type { CompiledStep } from '../../protocol/trainer.js';
import { chooseOneDnn, chooseThreads, type SettingChoice, type SizedStep } from './processorSettings.js';

const ON_A_GRAPHICS_CARD: SettingChoice = {
  env: {},
  reason: 'threads and oneDNN are left to TensorFlow: tfjs-node-gpu computes on a graphics card',
};

/** cuDNN keeps to algorithms that add up in one order, and tries none of them against the clock. */
const REPEATABLE_CARD: SettingChoice = {
  env: { TF_CUDNN_DETERMINISTIC: '1', TF_CUDNN_USE_AUTOTUNE: '0' },
  reason: 'TF_CUDNN_DETERMINISTIC=1 and TF_CUDNN_USE_AUTOTUNE=0: the run has a seed',
};

/** A run as far as its model's size can be learnt from it. */
export interface SizedRun {
  readonly request: Pick<RunRequest, 'file' | 'model'>;
  readonly largestStep: StepSize | null;
}

/**
 * TensorFlow's settings for a run, from what the source says of the model, else from its last run; none where no TensorFlow runs.
 * @param earlier newest first
 * @param how.env that of the user's code
 */
export function tensorflowSettings(
  request: RunRequest,
  earlier: readonly SizedRun[],
  { env, compiledStep }: { env: NodeJS.ProcessEnv; compiledStep: CompiledStep },
): readonly SettingChoice[] {
  if (request.backend.kind !== 'tfjs-node') return [];
  if (request.backend.package === 'tfjs-node-gpu') {
    return request.seed === null ? [ON_A_GRAPHICS_CARD] : [ON_A_GRAPHICS_CARD, REPEATABLE_CARD];
  }
  // With a seed, a run does not depend on those before it.
  const size = sizedStep(request, request.seed === null ? earlier : []);
  const all = { ...env, ...request.env };
  const threads = chooseThreads(size, availableParallelism(), all);
  // What trains op by op is to give tfjs's own numbers, bit for bit.
  return compiledStep === 'off' ? [threads] : [threads, chooseOneDnn(size, all)];
}

function sizedStep(request: RunRequest, earlier: readonly SizedRun[]): SizedStep | null {
  const fromSource = largestStep(request.sizes);
  if (fromSource) return { ...fromSource, from: 'source' };
  const key = modelName(request);
  const last = earlier.find((run) => run.largestStep !== null && modelName(run.request) === key);
  return last?.largestStep ? { ...last.largestStep, from: 'last run' } : null;
}

/** Stays the same when lines move. */
const modelName = ({ file, model }: Pick<RunRequest, 'file' | 'model'>): string =>
  model ? `${model.file}#${model.name}` : file;
