import { HumanError } from '../../errors/humanError.js';
import { type PickItem, pick } from '../../platform/quickPick.js';
import { formatMoment } from '../../protocol/momentText.js';
import { formatCounted, formatNumber } from '../../protocol/numberText.js';
import { isLeft, type SweepFile } from '../../protocol/sweep.js';
import { bestGroup } from '../../protocol/sweepGroups.js';
import { isOwnerAlive } from '../../runs/stored/ownerAlive.js';
import { newSweep } from '../../sweep/sweep.js';
import type { Command, CommandDeps } from '../deps.js';
import { requireTrust } from '../launch/requireTrust.js';
import { type ChosenModel, chosenModel, requireModelTarget } from '../modelTarget.js';
import { askSweep } from './askSweep.js';
import { mayEndTraining } from './mayEndTraining.js';
import { openedSweep } from './openedSweep.js';

/** Trains a model with many values of its literals, without touching its file, and shows what each comes to; or shows an earlier sweep of it. */
export function sweepModel(deps: CommandDeps): Command {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const { model } = await requireModelTarget(deps.state, argument);
    const target = await chosenModel(deps.state, model);
    if (!(await mayEndTraining(deps.sweeps))) return;
    const kept = await askKept(deps, target);
    if (kept === 'none') return;
    if (kept) {
      deps.sweeps.open(await openedSweep(deps, kept));
      deps.dashboard.show();
      return;
    }
    const begun = await newOne(deps, target);
    if (!begun) return;
    deps.sweeps.open(await openedSweep(deps, begun));
    deps.dashboard.show();
    await deps.sweeps.train();
  };
}

async function newOne(deps: CommandDeps, { model, choice }: ChosenModel): Promise<SweepFile | null> {
  const { questions, blocked } = await deps.state.plans.plan(choice);
  if (blocked) throw new HumanError(blocked.message);
  const { anchors } = await deps.state.finder.search(model.file, choice.text, `${model.file} to sweep`);
  const chosen = await askSweep(choice.model, questions, deps.settings.ray.value !== '', anchors);
  if (!chosen) return null;
  const launch = {
    data: null,
    target: null,
    values: {},
    yes: false,
    backend: null,
    compiledStep: deps.settings.compiledStep.value,
  };
  const of = { file: model.file, model: { name: choice.model.name, line: choice.model.line } };
  return newSweep({ ...of, ...chosen, launch }, choice.text);
}

type Item = PickItem & { readonly sweep: SweepFile | null };

/** One that there is already of the model; null for a new one, `none` where the person gave up. */
async function askKept({ sweepFiles }: CommandDeps, { model }: ChosenModel): Promise<SweepFile | null | 'none'> {
  const isOwn = ({ plan }: SweepFile) => plan.file === model.file && plan.model.name === model.name;
  const { sweeps: own, lookedAt, isAll } = await sweepFiles.newest(isOwn);
  const free: SweepFile[] = [];
  for (const sweep of own) if (!(await isOwnerAlive(sweep))) free.push(sweep);
  if (free.length === 0) return null;
  const items: Item[] = [
    { icon: 'add', label: 'New sweep', sweep: null },
    {
      label: isAll ? 'Earlier' : `Earlier, among the ${lookedAt} newest sweeps of all models`,
      isSeparator: true,
      sweep: null,
    },
    ...free.map((sweep) => ({ icon: 'history', ...keptText(sweep), sweep })),
  ];
  const picked = await pick(items, { title: `Sweep ${model.name}`, placeHolder: 'A new sweep, or one that there is' });
  return picked ? picked.sweep : 'none';
}

function keptText(sweep: SweepFile): Pick<PickItem, 'label' | 'description' | 'detail'> {
  const { plan, trials, startedAt, measure, outcome } = sweep;
  const best = bestGroup(sweep)?.spread;
  const left = trials.filter(isLeft).length;
  const found = best && measure ? `best ${measure.name} ${formatNumber(best.mean)}` : '';
  return {
    label: plan.parameters.map(({ id }) => id).join(', '),
    description: `${formatCounted(trials.length, 'training')}, ${formatMoment(startedAt)}`,
    detail: [found, outcome === 'completed' ? '' : `${left} left`].filter((part) => part !== '').join(' · '),
  };
}
