import type { TrainerOptions } from '../../protocol/trainer.js';

/** Why no step of a run can be compiled; null where that is decided for each fit. */
export function alwaysEager({
  backend,
  compiledStep,
}: Pick<TrainerOptions, 'backend' | 'compiledStep'>): string | null {
  if (backend.kind === 'wasm') return 'compiled steps need tfjs-node';
  return compiledStep === 'off' ? 'compiled steps are turned off' : null;
}
