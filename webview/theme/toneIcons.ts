import type { Tone } from '../../src/protocol/dashboard/runView.js';

/** The picture beside a verdict, as color is never the only sign. */
export const TONE_ICONS: Readonly<Record<Tone, string>> = {
  busy: 'sync',
  paused: 'debug-pause',
  good: 'pass',
  warning: 'warning',
  error: 'error',
  neutral: 'question',
};
