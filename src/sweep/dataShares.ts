import { HumanError } from '../errors/humanError.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { SourceModel } from '../protocol/source.js';
import type { SweepPlan } from '../protocol/sweep.js';

/** Of TensorFlow.js: what draws its samples itself. */
const OWN_SAMPLES = /\.(fitDataset|trainOnBatch)$/;

/** What draws its samples itself where a model's file trains it, so that there is no share of them; null where a fit may have one. */
export function drawsItself({ framework, fits, losses }: SourceModel): string | null {
  // Of Keras, what is no fit on arrays trains on data that GradLens opens.
  if (framework === 'keras') return null;
  if (fits.length === 0) return losses.length > 0 ? 'a loop of its own' : null;
  const [first, ...others] = fits.map(({ callee }) => OWN_SAMPLES.exec(callee)?.[1] ?? null);
  return first && others.every((other) => other !== null) ? first : null;
}

/**
 * Says before anything trains that there are no shares of a model's data.
 * @param request how it is run @throws {HumanError}
 */
export function refuseShares(
  { parameters }: Pick<SweepPlan, 'parameters'>,
  model: SourceModel,
  { build }: Pick<RunRequest, 'build'>,
): void {
  const what = build === null && parameters.some(({ kind }) => kind === 'data') ? drawsItself(model) : null;
  if (what === null) return;
  throw new HumanError(
    `The share of the data cannot be varied: ${model.name} is trained by ${what}, which draws its samples itself. Use fit on tensors, or choose data.`,
  );
}
