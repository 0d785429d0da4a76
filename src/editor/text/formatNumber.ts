/** Below and above these, a number reads better with an exponent. */
const SMALLEST_PLAIN = 1e-2;
const LARGEST_PLAIN = 1e4;

/** A number in few characters: `0.231`, `3.2e-4`, `12`, `NaN`; `digits` significant ones. */
export function formatNumber(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude < SMALLEST_PLAIN || magnitude >= LARGEST_PLAIN)
    return value.toExponential(digits - 1).replace('e+', 'e');
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(magnitude)));
  return value.toFixed(decimals);
}

/** A loss or metric: `0.231`, `2.31`, `1.20e-5`. */
export const formatLoss = (value: number): string => formatNumber(value, 3);

/** A metric such as an accuracy: `0.91`. */
export const formatMetric = (value: number): string => formatNumber(value, 2);

/** A whole number with its thousands apart: `4,300`. */
export const formatCount = (value: number): string => Math.round(value).toLocaleString('en-US');

/** How many times one thing exceeds another, to the two digits that matter: `4,300×`, `12×`. */
export function formatTimes(ratio: number): string {
  if (!Number.isFinite(ratio)) return '∞×';
  const rounded = Number(ratio.toPrecision(2));
  return `${rounded >= 1e6 ? formatNumber(rounded, 2) : formatCount(rounded)}×`;
}
