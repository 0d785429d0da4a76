/** A measured value in at most seven characters: 0.231, 12.3, 3.2e-4, NaN, ∞. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 0.01 && size < 1e5 ? fixed(size) : exponential(size, 1);
  return value < 0 ? `−${text}` : text;
}

const fixed = (size: number): string => (size < 100 ? size.toPrecision(3) : size.toFixed(0));

const exponential = (size: number, digits: number): string => size.toExponential(digits).replace('e+', 'e');

/** A round number, such as a tick or a setting, without trailing zeros: 0.25, 1e-10, 0.001. */
export function formatRound(value: number): string {
  const size = Math.abs(value);
  const text = value === 0 || (size >= 1e-3 && size < 1e5) ? String(Number(size.toPrecision(6))) : shortest(size);
  return value < 0 ? `−${text}` : text;
}

const shortest = (size: number): string => Number(size.toPrecision(6)).toExponential().replace('e+', 'e');

/** A share of 0 to 1 as a percentage. */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return 'NaN';
  const percent = share * 100;
  return `${percent === 0 || percent === 100 ? percent : percent.toFixed(1)} %`;
}

/** A share in whole percent, none and all told apart from nearly so: 0 %, < 1 %, 41 %, > 99 %, 100 %. */
export function formatPercent(share: number): string {
  if (Number.isNaN(share)) return 'NaN';
  if (share > 0 && share < 0.01) return '< 1 %';
  if (share > 0.99 && share < 1) return '> 99 %';
  return `${Math.round(share * 100)} %`;
}

const wholeNumbers = new Intl.NumberFormat('en-US');

/** A whole number with thousands apart: 12,345. */
export const formatCount = (count: number): string => wholeNumbers.format(count);

/** A rate or factor that need not be exact: 85, 4.2, 12,345, 3.5e8. */
export function formatRough(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  if (value >= 1e6) return exponential(value, 1);
  return value >= 10 ? formatCount(Math.round(value)) : value.toPrecision(2);
}
