import type { Numbers } from './fixtures.js';

const RELATIVE = 1e-4;
/**
 * Numbers far below a tensor's largest have lost digits to it in the sums that they come from: they are held to 1e-4 of a
 * hundredth of the largest instead of 1e-4 of themselves.
 */
const FLOOR = 1e-2;
/** Below this nothing is left but rounding. */
const NOTHING = 1e-6;

/** The worst disagreement as text; null where both agree. */
export function disagreement(found: Numbers, wanted: Numbers): string | null {
  if (found.shape.join() !== wanted.shape.join()) return `shape [${found.shape}] instead of [${wanted.shape}]`;
  const largest = wanted.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let worst = { excess: 1, text: '' };
  wanted.values.forEach((value, i) => {
    const other = found.values[i] ?? Number.NaN;
    const allowed = Math.max(RELATIVE * Math.max(Math.abs(value), FLOOR * largest), NOTHING);
    const excess = Math.abs(other - value) / allowed;
    if (!(excess <= worst.excess))
      worst = { excess, text: `${other} instead of ${value} at ${i} (${excess.toFixed(1)} x)` };
  });
  return worst.text || null;
}
