import type { OutputFigure, OutputName } from './activations.js';
import type { Figure } from './statistics.js';

/** Below and above these, a number reads better with an exponent. */
const SMALLEST_PLAIN = 1e-2;
const LARGEST_PLAIN = 1e5;

/** What float32 tells apart from 1. */
const FLOAT32_ROUNDING = 6e-8;

/** A measured number in few characters, as every view writes it: `0.231`, `12.3`, `3.20e-4`, `NaN`, `∞`; with `digits` significant ones. */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN) return withoutPlus(value.toExponential(digits - 1));
  const text = value.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
  // An accuracy of 255 in 256 is none of 1.
  const isRoundedToOne = size < 1 && Math.abs(Number(text)) === 1;
  return isRoundedToOne && 1 - size > FLOAT32_ROUNDING ? value.toFixed(Math.ceil(-Math.log10(1 - size))) : text;
}

/** A number that somebody has chosen, such as a tick or a setting, as it is: `0.25`, `1e-10`, `0.001`. */
export function formatRound(value: number): string {
  const size = Math.abs(value);
  const rounded = Number(value.toPrecision(6));
  return value === 0 || (size >= SMALLEST_PLAIN / 10 && size < LARGEST_PLAIN)
    ? String(rounded)
    : withoutPlus(rounded.toExponential());
}

/** A share of 0 to 1 in whole percent, none and all told apart from nearly so: `0%`, `< 1%`, `41%`, `> 99%`, `100%`. */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return 'NaN';
  if (share > 0 && share < 0.01) return '< 1%';
  if (share > 0.99 && share < 1) return '> 99%';
  return `${Math.round(share * 100)}%`;
}

const wholeNumbers = new Intl.NumberFormat('en-US');

/** A whole number with its thousands apart: `4,300`. */
export const formatCount = (value: number): string => wholeNumbers.format(Math.round(value));

/** A number of what data are of, with its thousands apart to six digits, as people write prices: `327,000`. */
export const formatAmount = (value: number, digits = 3): string =>
  Math.abs(value) >= 1e3 && Math.abs(value) < 1e6
    ? formatCount(Number(value.toPrecision(digits)))
    : formatNumber(value, digits);

/** A count and what is counted: `1 epoch`, `4,300 batches`. */
export const formatCounted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${formatCount(count)} ${count === 1 ? noun : plural}`;

/** A rate that need not be exact: `85`, `4.2`, `12,345`. */
export function formatRate(value: number): string {
  return value >= 10 && value < 1e6 ? formatCount(value) : formatNumber(value, 2);
}

/** How many times one thing exceeds another, to the two digits that matter: `4,300`, `12`, `3.2e9`. */
export const formatTimes = (ratio: number): string => formatRate(Number(ratio.toPrecision(2)));

/** Milliseconds in the two units that matter: `0.8 s`, `12 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const FORMATS = { number: formatNumber, share: formatShare, count: formatCount } as const;

/** A figure of a variable as every view writes it; a dash where there was no batch to compare with, or the run's file is older than the figure. */
export function figureText(
  { format, comparesBatches }: Pick<Figure, 'format' | 'comparesBatches'>,
  value: number,
): string {
  return comparesBatches && Number.isNaN(value) ? '–' : FORMATS[format](value);
}

/** A figure of a layer's outputs, and what it is out of; a dash where there is none. */
export function outputText({ name, format, outOf }: OutputFigure, value: (name: OutputName) => number): string {
  const own = value(name);
  if (Number.isNaN(own)) return '–';
  return outOf === undefined
    ? FORMATS[format](own)
    : `${FORMATS[format](own)} of ${formatCount(value(outOf as OutputName))}`;
}

const withoutPlus = (text: string): string => text.replace('e+', 'e');
