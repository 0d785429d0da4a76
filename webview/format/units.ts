import { formatNumber } from '../../src/protocol/numberText.js';

/** A measured number as text; a dash where there is none. */
export const numberText = (value: number | null, digits?: number): string =>
  value === null ? '–' : formatNumber(value, digits);

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

const CLOCK = new Intl.DateTimeFormat('en-US', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' });

/** The time of day, as runs beside each other are called by it, with the date where it is not today: `03:31:48`, `Nov 28, 03:31:48`. */
export function formatMoment(milliseconds: number, now: Date = new Date()): string {
  const moment = new Date(milliseconds);
  const today = moment.toDateString() === now.toDateString();
  return today ? CLOCK.format(moment) : `${DAY.format(moment)}, ${CLOCK.format(moment)}`;
}
