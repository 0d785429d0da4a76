import { tellModal } from '../../platform/messages.js';
import { formatCounted } from '../../protocol/numberText.js';
import { isLeft } from '../../protocol/sweep.js';
import type { Sweeps } from '../../sweep/sweeps.js';

const END = 'End Sweep';

/** Asks before a sweep takes the place of one that trains. @returns whether it may */
export async function mayEndTraining({
  isTraining,
  current,
}: Pick<Sweeps, 'isTraining' | 'current'>): Promise<boolean> {
  if (!isTraining || !current) return true;
  const { plan, trials } = current;
  const done = trials.filter((trial) => !isLeft(trial)).length;
  const message = `The sweep of ${plan.model.name} is still training. Starting another one ends it.`;
  const detail = `${done} of ${formatCounted(trials.length, 'training')} done. They are kept, and you can go on with the rest later.`;
  return (await tellModal('warning', { message, detail }, END)) === END;
}
