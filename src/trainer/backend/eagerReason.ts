import type { TrainerOptions } from '../../protocol/trainer.js';
import type { TfjsAbilities } from '../../tfjs/checkTfjs.js';

/** Why no step of a run can be compiled; null where that is decided for each fit. */
export function eagerReason(
  { backend, compiledStep }: Pick<TrainerOptions, 'backend' | 'compiledStep'>,
  { toCompile }: TfjsAbilities,
): string | null {
  if (backend.kind === 'wasm') return 'compiled steps need tfjs-node';
  if (compiledStep === 'off') return 'compiled steps are turned off';
  if (toCompile.length === 0) return null;
  return `compiled steps need a newer tfjs-node: ${backend.version} has no ${toCompile.join(', ')}`;
}
