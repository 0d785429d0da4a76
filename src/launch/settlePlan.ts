import type { Answers, OpenQuestion, RunChoice, RunPlan } from '../protocol/launch.js';
import { knownAnswers } from './chosenWay.js';

/** One answer may open the next question; no source goes on like that for longer. */
const MAX_ROUNDS = 12;

export interface SettledPlan {
  readonly plan: RunPlan;
  /** Answers that were not there before. */
  readonly given: Answers;
  /** Questions that were answered with GradLens's own proposal. */
  readonly guessed: readonly OpenQuestion[];
}

/**
 * Plans and asks until nothing is open.
 * @param ask answers to the questions; null where the person gives up
 */
export async function settlePlan(
  choice: RunChoice,
  makePlan: (choice: RunChoice) => Promise<RunPlan>,
  ask: (questions: readonly OpenQuestion[]) => Promise<Answers | null>,
): Promise<SettledPlan | null> {
  let given: Answers = {};
  const asked = new Map</* name */ string, OpenQuestion>();
  for (let round = 0; ; round++) {
    const answers = { ...knownAnswers(choice), ...given };
    const plan = await makePlan({ ...choice, answers });
    const open = openQuestions(plan, answers);
    if (plan.blocked || open.length === 0 || round === MAX_ROUNDS) {
      const guessed = [...asked.values()].filter(({ name, proposal }) => proposal !== null && given[name] === proposal);
      return { plan, given, guessed };
    }
    // A question is asked again where its answer was left to what else was said.
    for (const question of open) asked.set(question.name, question);
    const more = await ask(open);
    if (!more) return null;
    given = { ...given, ...more };
  }
}

/** Takes what is proposed, and asks for what nothing is proposed for. */
export const withProposals =
  (ask: (questions: readonly OpenQuestion[]) => Promise<Answers | null>) =>
  async (questions: readonly OpenQuestion[]): Promise<Answers | null> => {
    const { proposed, open } = takenProposals(questions);
    const answers = open.length === 0 ? {} : await ask(open);
    return answers && { ...proposed, ...answers };
  };

/** The values that are proposed, and the questions that nothing is proposed for. */
export function takenProposals(questions: readonly OpenQuestion[]): {
  readonly proposed: Answers;
  readonly open: readonly OpenQuestion[];
} {
  const proposed = questions.flatMap(({ name, proposal }) => (proposal === null ? [] : [[name, proposal] as const]));
  return { proposed: Object.fromEntries(proposed), open: questions.filter(({ proposal }) => proposal === null) };
}

function openQuestions({ questions }: RunPlan, answers: Answers): OpenQuestion[] {
  return questions.filter(({ name, hasDefault }) => !hasDefault && !Object.hasOwn(answers, name));
}

/** Names of the values that a source leaves open, answered or not. */
export const openNames = ({ questions, answered = [] }: RunPlan): string[] => [
  ...questions.map(({ name }) => name),
  ...answered,
];
