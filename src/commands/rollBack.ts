import { isActive } from '../editor/models/modelRuns.js';
import { HumanError } from '../errors/humanError.js';
import { pick } from '../platform/quickPick.js';
import type { RollBack } from '../protocol/trainer.js';
import { heldWeights } from '../runs/heldWeights.js';
import type { Run } from '../runs/types.js';
import type { Command, CommandDeps } from './deps.js';
import { onRun } from './liveRun.js';

interface Choice {
  readonly label: string;
  readonly detail: string;
  /** Null trains on without a roll back. */
  readonly how: RollBack | null;
}

/** Asks how a run goes on whose numbers broke: from the weights before, or with the numbers as they are. */
export function rollBack(deps: CommandDeps): Command {
  return onRun(deps, (run) => isActive(run) && heldWeights(run) !== null, NOTHING_HELD, ask);
}

const NOTHING_HELD = 'No run is held: GradLens holds one where numbers turn NaN or infinite (gradlens.onNotANumber).';

async function ask(run: Run): Promise<void> {
  const held = heldWeights(run);
  if (!held) throw new HumanError(NOTHING_HELD);
  const choice = await pick(choices(held.kept), { placeHolder: run.judgement?.verdict.text ?? 'Numbers broke' });
  if (!choice) return;
  if (choice.how === null) run.resume();
  else run.rollBack(choice.how);
}

function choices(kept: string | null): Choice[] {
  const goOn: Choice = { label: 'Continue', detail: 'Train on with the numbers as they are, NaN included', how: null };
  if (kept === null) return [goOn];
  const from = `Go on from ${kept}, with the optimizer's state from then`;
  return [
    {
      label: 'Roll back and lower the learning rate',
      detail: `${from}, and a tenth of the learning rate`,
      how: 'learning-rate',
    },
    {
      label: 'Roll back and clip gradients',
      detail: `${from}, and all gradients together clipped to a norm of 1`,
      how: 'clipping',
    },
    goOn,
  ];
}
