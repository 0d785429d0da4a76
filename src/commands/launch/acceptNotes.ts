import { basename } from 'node:path';
import { unaccepted } from '../../launch/runNotes.js';
import { tellModal } from '../../platform/messages.js';
import type { LaunchPlan } from '../../protocol/launch.js';
import type { CommandDeps } from '../deps.js';
import type { LaunchTarget } from './launchTarget.js';

const TRAIN = 'Train Anyway';

/**
 * Asks once where a run would learn something else than the source says.
 * @returns whether it may
 */
export async function acceptNotes(
  { state }: CommandDeps,
  { model, models, choices }: LaunchTarget,
  { notes }: LaunchPlan,
): Promise<boolean> {
  const accepted = choices.accepted ?? [];
  const open = unaccepted(notes, accepted);
  if (open.length === 0) return true;
  const message = `${model.name} would not learn exactly what its source says.`;
  const detail = open.map(({ text, file, line }) => `${basename(file)}:${line}: ${text}`).join('\n');
  if ((await tellModal('warning', { message, detail }, TRAIN)) !== TRAIN) return false;
  await state.config.change(model, models, { accepted: [...accepted, ...open.map(({ text }) => text)] });
  return true;
}
