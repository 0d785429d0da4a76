import { configAnswers, configValues } from '../../launch/answerText.js';
import { type LaunchRequest, launchRequest, unusedChoices } from '../../launch/launchRequest.js';
import { settlePlan } from '../../launch/settlePlan.js';
import { dataLimits } from '../../platform/settings.js';
import type { DataSpec } from '../../protocol/data.js';
import type { LaunchPlan, OpenQuestion } from '../../protocol/launch.js';
import { readyData } from '../data/downloadFirst.js';
import { pickData } from '../data/pickData.js';
import type { CommandDeps } from '../deps.js';
import { acceptNotes } from './acceptNotes.js';
import { askValues } from './askValues.js';
import type { LaunchTarget } from './launchTarget.js';
import { lookAtStatements } from './showStatements.js';
import { tellBlocked } from './tellBlocked.js';

/**
 * Decides how a model is run and asks for what its source leaves open, values and data, each once.
 * @returns null where the person gave up, or was told why it cannot be run
 */
export async function prepareLaunch(deps: CommandDeps, target: LaunchTarget): Promise<LaunchRequest | null> {
  const { config, plans } = deps.state;
  const { model, models, choices, folder } = target;
  const slices = model.framework === 'tfjs';
  const ask = (questions: readonly OpenQuestion[]) =>
    askValues(questions, {
      title: `Run ${model.name}`,
      accept: { icon: 'play', label: 'Train with these values' },
      known: {},
      showStatements: slices ? (answers) => lookAtStatements(deps, target, answers) : null,
    });
  const settled = await settlePlan(
    (answers) => plans.plan(target, choices, answers),
    configAnswers(choices.values),
    ask,
  );
  if (!settled) return null;
  const { plan, given, guessed } = settled;
  if (Object.keys(given).length > 0) {
    await config.change(model, models, { values: { ...choices.values, ...configValues(given) } });
  }
  if (plan.blocked) {
    void tellBlocked(deps, target, plan);
    return null;
  }
  if (!(await acceptNotes(deps, target, plan))) return null;
  const unused = unusedChoices(plan, choices);
  if (unused !== null) deps.log.warn(unused);
  const data = await dataFor(deps, target, plan);
  if (data === 'none') return null;
  const ownData = data === null || (!choices.data && plan.data !== null);
  return launchRequest(plan, {
    model,
    folder,
    choices,
    data,
    ownData,
    dataFolder: folder,
    limits: dataLimits(deps.settings),
    guessed,
  });
}

async function dataFor(deps: CommandDeps, target: LaunchTarget, plan: LaunchPlan): Promise<DataSpec | null | 'none'> {
  const chosen = plan.way === 'file' || plan.way === 'other-file' ? undefined : target.choices.data;
  if (!plan.needsData && !chosen) return null;
  const known = chosen ?? plan.data;
  if (known) return (await readyData(known)) ?? 'none';
  const picked = await pickData(deps, target, { canShowStatements: plan.way === 'slice', canTakeBack: false });
  if (!picked || picked === 'own') return 'none';
  await deps.state.config.change(target.model, target.models, { data: picked });
  return picked;
}
