import { pick } from '../platform/quickPick.js';
import { formatCounted } from '../protocol/numberText.js';
import { PACES } from '../protocol/trainer.js';
import type { Command, CommandDeps } from './deps.js';
import { onLiveRun } from './liveRun.js';

/** Asks how fast a run may go, so that one can watch it learn. */
export const slowMotion = (deps: CommandDeps): Command =>
  onLiveRun(deps, async (run) => {
    const choices = [null, ...PACES].map((pace) => ({
      label: pace === null ? 'Full speed' : `${formatCounted(pace, 'batch', 'batches')} a second`,
      ...(pace === run.pace ? { description: 'now' } : {}),
      pace,
    }));
    const choice = await pick(choices, { title: 'Slow Motion', placeHolder: 'How fast may it train?' });
    if (choice) run.setPace(choice.pace);
  });
