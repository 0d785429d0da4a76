import { formatNumber } from '../../protocol/numberText.js';
import { type SweepValue, valueText } from '../../protocol/sweep.js';

/** As a person writes it; a dash for none. */
export const givenText = (value: SweepValue | undefined): string => (value === undefined ? '-' : valueText(value));

/** A dash for none. */
export const figure = (value: number | null): string => (value === null ? '-' : formatNumber(value));
