import type { Tone } from '../../src/protocol/dashboard/runView.js';
import type { SweptTrial } from '../../src/protocol/dashboard/sweepPart.js';

/** From the worst on. */
const WORST_FIRST: readonly Tone[] = ['error', 'warning', 'busy', 'paused', 'neutral', 'good'];

/** What a training has come to; null where nothing is known of it yet. */
const toneOf = ({ status, verdict }: SweptTrial): Tone | null =>
  status === 'failed' || status === 'broken' ? 'error' : (verdict?.tone ?? null);

/** The worst of several; null where nothing is known of any. */
export function worstTone(trials: readonly SweptTrial[]): Tone | null {
  const tones = trials.map(toneOf);
  return WORST_FIRST.find((tone) => tones.includes(tone)) ?? null;
}
