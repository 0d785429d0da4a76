import { isActive } from '../editor/models/modelRuns.js';
import { HumanError } from '../errors/humanError.js';
import { tell } from '../platform/messages.js';
import { ended } from '../runs/ended.js';
import type { Run } from '../runs/types.js';
import type { Command, CommandDeps } from './deps.js';
import { requireTrust } from './launch/requireTrust.js';
import { startRun } from './launch/startRun.js';
import { type ModelTarget, requireModelTarget } from './modelTarget.js';

const SHOW = 'Show Dashboard';

/** Trains a model for its first batch alone and says what that predicts; on random numbers of its shapes where it has no data. */
export function checkModel(deps: CommandDeps): Command {
  const { modelRuns, launches } = deps.state;
  return async (argument) => {
    if (!(await requireTrust())) return;
    const target = await requireModelTarget(deps.state, argument);
    const found = modelRuns.of(target.model, target.document);
    if (found && isActive(found.run)) throw new HumanError(`${target.model.name} is training. Stop it to check it.`);
    await launches.once(target.model, () => check(deps, target));
  };
}

async function check(deps: CommandDeps, target: ModelTarget): Promise<void> {
  const run = await startRun(deps, target, 'random');
  if (run) void stoppedAfterFirstBatch(run).then(() => tellChecked(deps, run, target.model.name));
}

/** Training waits after its first batch: by the time that a busy machine hears of it, it would have trained many. */
function stoppedAfterFirstBatch(run: Run): Promise<void> {
  let isStepping = false;
  let isStopping = false;
  return ended(run, () => {
    if (!isStepping && run.state.kind === 'active') {
      isStepping = true;
      run.step('batch');
    }
    if (isStopping || !run.fits.some(({ latest }) => latest !== null)) return;
    isStopping = true;
    run.stop();
  });
}

/** A run that failed has said so itself. */
async function tellChecked(deps: CommandDeps, run: Run, name: string): Promise<void> {
  const { state, judgement, fits } = run;
  if (state.kind !== 'ended' || !fits.some(({ latest }) => latest !== null)) return;
  const [first, ...more] = judgement?.fits.flatMap(({ findings }) => findings) ?? [];
  const others = more.length > 0 ? ` ${more.length} more: see the dashboard.` : '';
  const message = first
    ? `${name}: ${first.message} ${first.help}${others}`
    : `${name}: its first batch shows nothing that would keep it from learning.`;
  const choice = await tell(first ? 'warning' : 'information', message, SHOW);
  if (choice === SHOW) deps.dashboard.show(run);
}
