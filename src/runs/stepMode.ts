import type { StepMode } from '../protocol/fit.js';

/** `compiled`, or `eager: custom layer Foo reads values`. */
export const stepModeText = ({ mode, reason }: Pick<StepMode, 'mode' | 'reason'>): string =>
  reason === null ? mode : `${mode}: ${reason}`;
