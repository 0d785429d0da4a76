import { formatCounted, formatNumber } from './numberText.js';
import type { Spread } from './sweepGroups.js';

/** The least and the greatest: `0.88..0.93`. */
export const rangeText = ({ least, greatest }: Pick<Spread, 'least' | 'greatest'>): string =>
  `${formatNumber(least)}..${formatNumber(greatest)}`;

/** What is said behind a mean: ` on average (0.88..0.93, 3 seeds)`; nothing of a single training. */
export const spreadText = (spread: Spread): string =>
  spread.count === 1 ? '' : ` on average (${rangeText(spread)}, ${formatCounted(spread.count, 'seed')})`;
