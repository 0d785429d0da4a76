import { useMemo } from 'preact/hooks';
import type { Track } from '../pageModel.js';
import { type Domain, normDomain } from './normScale.js';

/** Whole decades around the gradient norms of all tracks over time, so that a color, or a height, is the same norm in each. */
export function useDomain(tracks: readonly Pick<Track, 'heat'>[]): Domain {
  const heats = tracks.map(({ heat }) => heat);
  return useMemo(() => {
    const domains = heats.flatMap((heat) => (heat ? [normDomain(heat.values)] : []));
    if (domains.length === 0) return normDomain(new Float32Array());
    return { low: Math.min(...domains.map(({ low }) => low)), high: Math.max(...domains.map(({ high }) => high)) };
  }, heats);
}
