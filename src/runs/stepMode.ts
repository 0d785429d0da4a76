import type { BackendInfo } from '../protocol/backend.js';
import type { StepMode } from '../protocol/fit.js';
import type { Fit } from './types.js';

/** How a fit's steps are done, as far as that can be known; the embedded default never compiles them. */
export function stepModeOf(
  { stepMode }: Pick<Fit, 'stepMode'>,
  { kind }: Pick<BackendInfo, 'kind'>,
): Pick<StepMode, 'mode' | 'reason'> | null {
  if (stepMode) return { mode: stepMode.mode, reason: stepMode.reason };
  return kind === 'wasm' ? { mode: 'eager', reason: 'compiled steps need tfjs-node' } : null;
}

/** `compiled`, or `eager: custom layer Foo reads values`. */
export const stepModeText = ({ mode, reason }: Pick<StepMode, 'mode' | 'reason'>): string =>
  reason === null ? mode : `${mode}: ${reason}`;
