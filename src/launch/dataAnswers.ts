import type { SampleShapes } from '../protocol/data.js';
import type { Answers, OpenQuestion, RunChoice, RunPlan, SamplePart, ToldValue } from '../protocol/launch.js';
import { knownAnswers } from './chosenWay.js';

/** What the data says may settle what opens the next question; no source goes on like that for longer. */
const MAX_ROUNDS = 4;

/** Whether data would answer something that is asked. */
export const asksOfSample = ({ questions }: Pick<RunPlan, 'questions'>, answers: Answers): boolean =>
  questions.some((question) => question.ofSample && isOpen(question, answers));

/**
 * A plan of which nobody is asked for what the data says. What a person has said stays.
 * @param shapesOf looks at the data, once something is asked that it may say; null where it says nothing
 */
export const planWithData =
  (makePlan: (choice: RunChoice) => Promise<RunPlan>, shapesOf: (plan: RunPlan) => Promise<SampleShapes | null>) =>
  async (choice: RunChoice): Promise<RunPlan> => {
    const told: ToldValue[] = [];
    for (let round = 0; ; round++) {
      const said = Object.fromEntries(told.map(({ question, value }) => [question.name, value]));
      const answers = { ...knownAnswers(choice), ...said };
      const plan = await makePlan({ ...choice, answers });
      const shapes = round < MAX_ROUNDS && asksOfSample(plan, answers) ? await shapesOf(plan) : null;
      const more = shapes ? toldBy(shapes, plan, answers, choice.model.framework) : [];
      if (more.length === 0) return told.length === 0 ? plan : withTold(plan, told);
      told.push(...more);
    }
  };

function withTold(plan: RunPlan, told: readonly ToldValue[]): RunPlan {
  const names = new Set(told.map(({ question }) => question.name));
  return {
    ...plan,
    questions: plan.questions.filter(({ name }) => !names.has(name)),
    answered: [...(plan.answered ?? []), ...names],
    told,
  };
}

const isOpen = ({ name, hasDefault }: OpenQuestion, answers: Answers): boolean =>
  !hasDefault && !Object.hasOwn(answers, name);

function toldBy(
  shapes: SampleShapes,
  { questions }: RunPlan,
  answers: Answers,
  framework: RunChoice['model']['framework'],
): ToldValue[] {
  return questions.flatMap((question) => {
    const value =
      question.ofSample && isOpen(question, answers) ? toldValue(question.ofSample, shapes, framework) : null;
    return value === null ? [] : [{ question, value, data: shapes.name }];
  });
}

function toldValue(
  part: SamplePart,
  { input, output }: SampleShapes,
  framework: RunChoice['model']['framework'],
): string | null {
  if (part.of === 'output') return output && String('classes' in output ? output.classes : output.numbers);
  if (!input) return null;
  if (part.of === 'size') {
    // A layer that takes one row of numbers is given what has another shape as one row.
    if (part.entries === 1) return String(input.reduce((size, length) => size * length, 1));
    return input.length === part.entries ? String(input[part.entry] ?? null) : null;
  }
  const sizes = input.join(', ');
  if (framework === 'tfjs') return `[${sizes}]`;
  return input.length === 1 ? `(${sizes},)` : `(${sizes})`;
}
