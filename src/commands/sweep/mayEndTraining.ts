import { tellModal } from '../../platform/messages.js';
import type { Sweeps } from '../../sweep/sweeps.js';

const END = 'End It';

/** Asks before a sweep takes the place of one that trains. @returns whether it may */
export async function mayEndTraining({
  isTraining,
  current,
}: Pick<Sweeps, 'isTraining' | 'current'>): Promise<boolean> {
  if (!isTraining || !current) return true;
  const done = current.trials.filter(({ status }) => status !== 'waiting' && status !== 'training').length;
  const message = `The sweep of ${current.plan.model.name} is still training. Another one ends it.`;
  const detail = `${done} of ${current.trials.length} trainings are done. They are kept, and it can be gone on with later.`;
  return (await tellModal('warning', { message, detail }, END)) === END;
}
