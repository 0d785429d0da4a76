import { isAbsolute, join } from 'node:path';
import type { Answers, RunChoice, RunWay } from '../protocol/launch.js';
import { configAnswers } from './answerText.js';

/** What a choice says of the way to run; null leaves it to the planner. */
export interface ChosenWay {
  readonly way: RunWay | null;
  /** Absolute path of the file that is run for `other-file`. */
  readonly entry: string | null;
  /** Whether the model and its compile are wanted, and not its own fit: data wins over that, unless the way to run is chosen too. */
  readonly withData: boolean;
}

export function chosenWay({ choices: { run, entry, data }, folder, dataNamed = false }: RunChoice): ChosenWay {
  return {
    way: run ?? null,
    entry: entry === undefined ? null : isAbsolute(entry) ? entry : join(folder, entry),
    withData: dataNamed || (data !== undefined && run === undefined),
  };
}

/** What is known of the values that the source leaves open. */
export const knownAnswers = ({ answers, choices }: RunChoice): Answers => answers ?? configAnswers(choices.values);

/** A choice with these answers beside what is known for it. */
export const withAnswers = (choice: RunChoice, answers: Answers): RunChoice => ({
  ...choice,
  answers: { ...knownAnswers(choice), ...answers },
});
