import { messageOf } from '../../errors/errorText.js';
import { asksOfSample, planWithData } from '../../launch/dataAnswers.js';
import { type SettledPlan, settlePlan } from '../../launch/settlePlan.js';
import type { DataSpec, SampleShapes } from '../../protocol/data.js';
import type { Answers, OpenQuestion, RunPlan } from '../../protocol/launch.js';
import { sourceEnd } from '../../source/size/sourceShapes.js';
import type { CommandDeps } from '../deps.js';
import type { ChosenModel } from '../modelTarget.js';

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
  { model, choice }: ChosenModel,
  ask: Asking,
): Promise<SettledWithData | null> {
  let data = choice.choices.data ?? null;
  let latest: RunPlan | null = null;
  const looked = new Map<string, Promise<SampleShapes | null>>();
  const shapesOf = async (plan: RunPlan) => {
    const known = data ?? plan.data;
    if (!known) return null;
    // A file of data may be large: each is read once, however often it is planned.
    const key = JSON.stringify(known);
    const shapes = looked.get(key) ?? lookAt(deps, known, choice.folder, model);
    looked.set(key, shapes);
    return shapes;
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

/** What cannot be read is told when the run reads it. */
async function lookAt(
  { previewer, log }: CommandDeps,
  data: DataSpec,
  folder: string,
  model: ChosenModel['model'],
): Promise<SampleShapes | null> {
  try {
    return await previewer.shapesOf(data, folder, sourceEnd(model));
  } catch (error) {
    log.info(`What the data says of the open values is not known: ${messageOf(error)}`);
    return null;
  }
}
