import { HumanError } from '../errors/humanError.js';
import { planWithData } from '../launch/dataAnswers.js';
import { openNames, type SettledPlan, settlePlan, takenProposals } from '../launch/settlePlan.js';
import type { DataSpec, SampleShapes } from '../protocol/data.js';
import type { Answers, OpenQuestion, RunChoice, RunPlan } from '../protocol/launch.js';

interface Planning {
  readonly makePlan: (choice: RunChoice) => Promise<RunPlan>;
  /** What data says; null where it cannot be read. */
  readonly shapesOf: (data: DataSpec) => Promise<SampleShapes | null>;
}

interface Given {
  /** What it is to be trained on; null for the source's own. */
  readonly data: DataSpec | null;
  /** Values by name. */
  readonly typed: Answers;
}

/**
 * Settles what a source leaves open: by what is given, then by what the data says of it, then as proposed.
 * @throws {HumanError} where a value without a proposal stays open, or one is given for a name that is not
 */
export async function settledTraining(
  { makePlan, shapesOf }: Planning,
  choice: RunChoice,
  { data, typed }: Given,
): Promise<SettledPlan> {
  const names = new Set<string>();
  const planned = planWithData(makePlan, async (plan) => {
    const known = data ?? plan.data;
    return known && shapesOf(known);
  });
  const plan = async (each: RunChoice) => {
    const made = await planned(each);
    for (const name of openNames(made)) names.add(name);
    return made;
  };
  const done = await settlePlan(choice, plan, async (questions) => proposals(questions));
  const unknown = Object.keys(typed).filter((name) => !names.has(name));
  if (unknown.length > 0) {
    const open = names.size === 0 ? 'it leaves none open' : `it leaves open: ${[...names].join(', ')}`;
    throw new HumanError(`set ${unknown.join(', ')}: the source leaves no such value open; ${open}.`);
  }
  if (!done) throw new HumanError('The values that the source leaves open are not known.');
  return done;
}

function proposals(questions: readonly OpenQuestion[]): Answers {
  const { proposed, open } = takenProposals(questions);
  if (open.length > 0) {
    const list = open.map(({ name, reason }) => `${name} (${reason})`).join(', ');
    throw new HumanError(`The source leaves values open, which "set" has to give: ${list}.`);
  }
  return proposed;
}
