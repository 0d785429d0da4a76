import type { SearchHistory } from '../protocol/ray.js';
import type { SweepState, SweepTrial } from '../protocol/sweep.js';
import { isUndecided } from './trialPlan.js';

type Tried = SearchHistory['tried'][number];

/** What a search is told before it proposes what is tried next. */
export function searchHistory({
  plan,
  trials,
  measure,
}: Pick<SweepState, 'plan' | 'trials' | 'measure'>): SearchHistory {
  const { parameters, search } = plan;
  return {
    parameters: parameters.map(({ id, values, isRange, whole, scale }) => ({ id, values, isRange, whole, scale })),
    tried: trials.filter((trial) => !isUndecided(trial)).map(tried),
    isLargerBetter: measure?.isLargerBetter ?? false,
    seed: search.kind === 'grid' ? 0 : search.seed,
  };
}

function tried({ values, status, best, epochs }: SweepTrial): Tried {
  const value = best !== null && Number.isFinite(best) ? best : null;
  switch (status) {
    case 'completed':
      return { values, epochs, value, state: value === null ? 'pruned' : 'complete' };
    case 'stopped-early':
      return { values, epochs, value, state: 'pruned' };
    case 'broken':
      return { values, epochs, value: null, state: 'pruned' };
    case 'failed':
      return { values, epochs, value: null, state: 'fail' };
    default:
      return { values, epochs, value: null, state: 'running' };
  }
}
