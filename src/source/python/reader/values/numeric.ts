import { rateNumber } from './rates.js';
import type { Value } from './values.js';

export function numeric(value: Value | undefined): number | null {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? value : (rateNumber(value) ?? null);
}
