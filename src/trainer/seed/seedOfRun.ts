import { HumanError } from '../../errors/humanError.js';
import { type BackendInfo, backendName } from '../../protocol/backend.js';
import type { BuildTask } from '../../protocol/launch.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import type { TfjsAbilities } from '../../tfjs/checkTfjs.js';

/** @throws {HumanError} where a tfjs cannot be made to repeat itself */
export function refuseWithoutSeeds(backend: BackendInfo, { toSeed }: TfjsAbilities): void {
  if (toSeed.length === 0) return;
  const name = `${backendName(backend)} ${backend.version}`;
  throw new HumanError(
    `A run on ${name} cannot take a seed, because it has no ${toSeed.join(', ')}. Run without a seed.`,
  );
}

/** Why runs with one seed may still differ; null where they do not. */
export function repetitionDoubt(backend: BackendInfo): TrainerProblem | null {
  if (backend.package !== 'tfjs-node-gpu') return null;
  return {
    kind: 'seed',
    severity: 'warning',
    message:
      'On a graphics card, TensorFlow does not always add up numbers in the same order, so runs with the same seed may differ in their last digits. For runs that are the same bit for bit, train on tfjs-node or on the embedded backend (the setting gradlens.backend, or --backend).',
    location: null,
    stack: null,
  };
}

/** Data that is made, sampled or shuffled follows from the run's seed, unless it has its own. */
export function withSeed(task: BuildTask, seed: number | null): BuildTask {
  return seed === null || !task.data ? task : { ...task, data: { seed, ...task.data } };
}
