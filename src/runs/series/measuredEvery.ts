import { formatCount } from '../../protocol/numberText.js';
import type { Samples } from './sampledRows.js';

/**
 * How often the figures of layers' outputs are measured now, as every view says it; null before the second time. The trainer does it less often
 * where as often as was asked for would slow the training.
 */
export function measuredEvery({ activations: { gaps } }: Pick<Samples, 'activations'>): string | null {
  if (!gaps) return null;
  const every = gaps.last === 1 ? 'every batch' : `every ${formatCount(gaps.last)} batches`;
  return gaps.last > gaps.first ? `${every}, no longer every ${formatCount(gaps.first)}, to save time` : every;
}
