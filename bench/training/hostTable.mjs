// How GradLens trained, what its statistics took of the time, and how its host fared.
import { median } from './statistics.mjs';

/**
 * @param {import('./nets.mjs').Net[]} nets
 * @param {import('./turns.mjs').Samples} samples
 * @returns {import('./also/part.mjs').Table}
 */
export function hostTable(nets, samples) {
  const rows = nets.flatMap(({ name, title }) => {
    const own = samples[name]?.gradlens ?? [];
    if (own.length === 0) return [];
    const modes = [...new Set(own.map(({ mode, reason }) => (reason ? `${mode}: ${reason}` : `${mode}`)))];
    const stalls = own.flatMap(({ hostStall }) => hostStall ?? []);
    return [
      [
        title,
        modes.join('; '),
        share(own, samples[name]?.gradlensWithout ?? []),
        `${Math.max(...stalls).toFixed(0)} ms`,
      ],
    ];
  });
  return {
    header: ['GradLens, everything on', 'steps', "statistics' share of the time", "host's longest stall"],
    rows,
  };
}

/** @param {import('./turns.mjs').Sample[]} own @param {import('./turns.mjs').Sample[]} without */
function share(own, without) {
  if (without.length === 0) return '-';
  const [all, bare] = [own, without].map((samples) => median(samples.map(({ msPerStep }) => msPerStep)));
  return `${(100 * (1 - (bare ?? Number.NaN) / (all ?? Number.NaN))).toFixed(0)} %`;
}
