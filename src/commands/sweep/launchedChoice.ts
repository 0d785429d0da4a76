import { parseDataSpec } from '../../datasets/specText.js';
import { withAnswers } from '../../launch/chosenWay.js';
import type { RunChoice } from '../../protocol/launch.js';
import type { SweepPlan } from '../../protocol/sweep.js';

/** A choice as a sweep was begun with: the command line names data and answers beside what is chosen for the model. */
export function launchedChoice(choice: RunChoice, { data, target, values }: SweepPlan['launch']): RunChoice {
  const answered = withAnswers(choice, values);
  if (data === null) return answered;
  return { ...answered, choices: { ...choice.choices, data: parseDataSpec(data, target) }, dataNamed: true };
}
