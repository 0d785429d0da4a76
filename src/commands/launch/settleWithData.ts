import { asksOfSample, planWithData } from '../../launch/dataAnswers.js';
import { type SettledPlan, settlePlan } from '../../launch/settlePlan.js';
import type { DataSpec } from '../../protocol/data.js';
import type { Answers, OpenQuestion, RunPlan } from '../../protocol/launch.js';
import type { CommandDeps } from '../deps.js';
import type { ChosenModel } from '../modelTarget.js';
import { shapesOfData } from './shapesOfData.js';

interface Asking {
  readonly values: (questions: readonly OpenQuestion[]) => Promise<Answers | null>;
  /** What a model without data is to be trained on; null where the person gives up. */
  readonly data: (plan: RunPlan) => Promise<DataSpec | null>;
}

interface SettledWithData {
  readonly settled: SettledPlan;
  /** What was chosen, before or now; null where nobody was asked. */
  readonly data: DataSpec | null;
}

/**
 * Settles what a source leaves open with what the data says of it: data that is still to be chosen is asked for first then.
 * @returns null where the person gives up
 */
export async function settleWithData(
  deps: CommandDeps,
  target: ChosenModel,
  ask: Asking,
): Promise<SettledWithData | null> {
  const { choice } = target;
  let data = choice.choices.data ?? null;
  let latest: RunPlan | null = null;
  const lookAt = shapesOfData(deps, target);
  const shapesOf = async (plan: RunPlan) => {
    const known = data ?? plan.data;
    return known && lookAt(known);
  };
  const plan = planWithData((each) => deps.state.plans.plan(each), shapesOf);
  const settled = await settlePlan(
    choice,
    async (each) => {
      latest = await plan(each);
      return latest;
    },
    async (questions) => {
      // The source's own data that does not say it is not there.
      if (data || !latest?.needsData || !asksOfSample({ questions }, {})) return ask.values(questions);
      data = await ask.data(latest);
      return data && {};
    },
  );
  return settled && { settled, data };
}
