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
