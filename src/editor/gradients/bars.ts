const BARS = '▁▂▃▄▅▆▇█';
/** Norms below this show as the lowest bar; each higher bar is one decade more. */
const LOWEST_DECADE = -6;
/** So that a Float32's 0.0999999 counts as 0.1. */
const ROUNDING = 1e-6;
/** Stands for a norm that is not a number or infinite. */
const NOT_FINITE = '×';

/** Small bars of norms, one a value, on one scale for all layers so that they compare: a step is a factor of ten, `█` is 1 or more. */
export function bars(norms: Iterable<number>): string {
  let text = '';
  for (const norm of norms) text += bar(norm);
  return text;
}

function bar(norm: number): string {
  if (!Number.isFinite(norm)) return NOT_FINITE;
  const height = norm > 0 ? Math.floor(Math.log10(norm) + ROUNDING) - LOWEST_DECADE + 1 : 0;
  return BARS.charAt(Math.min(BARS.length - 1, Math.max(0, height)));
}
