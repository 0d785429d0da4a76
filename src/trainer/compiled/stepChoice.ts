import type { TrainerOptions } from '../../protocol/trainer.js';
import type { TfjsAbilities } from '../../tfjs/checkTfjs.js';
import { OFTEN, REPEATABLY, type Verification } from './steps/verificationClock.js';

/** Why no step of a run can be compiled; null where that is decided for each fit. */
export function eagerReason(
  { backend, compiledStep, depth }: TrainerOptions,
  { toCompile }: TfjsAbilities,
): string | null {
  if (backend.kind === 'wasm') return 'compiled steps need tfjs-node';
  if (depth !== null) return 'it is measured, not trained';
  if (compiledStep === 'off') return 'compiled steps are turned off';
  if (toCompile.length === 0) return null;
  return `compiled steps need a newer tfjs-node: ${backend.version} has no ${toCompile.join(', ')}`;
}

/** Whether graphs can be called at all, of steps or of something else. */
export function callsGraphs({ backend, depth }: TrainerOptions, { toCompile }: TfjsAbilities): boolean {
  return backend.kind !== 'wasm' && depth === null && toCompile.length === 0;
}

/** How often compiled steps are held against eager ones. */
export function verificationOf({ compiledStep, seed }: TrainerOptions): Verification {
  if (compiledStep === 'verify') return OFTEN;
  return seed === null ? 'seldom' : REPEATABLY;
}
