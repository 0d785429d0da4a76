import { isAbsolute, join } from 'node:path';
import type { ModelChoices } from '../protocol/config.js';
import type { Answers, PlanRequest } from '../protocol/launch.js';
import type { SourceModel } from '../protocol/source.js';
import { configAnswers } from './answerText.js';

export interface PlanSubject {
  readonly model: SourceModel;
  /** Text of the model's file, as the editor has it. */
  readonly text: string;
  /** The project's folder, from which the choices' paths start. */
  readonly folder: string;
  readonly choices: ModelChoices;
  /** Whether all models that the file trains are meant. */
  readonly whole?: boolean;
  /** Whether data was named beside the choices. */
  readonly dataNamed?: boolean;
}

/** What a plan is made from: the choices of `gradlens.json`. Data in them wins over a fit of the source's own, unless the way to run is chosen too. */
export function planRequest(
  { model, text, folder, choices, whole = false, dataNamed = false }: PlanSubject,
  answers: Answers = configAnswers(choices.values),
): PlanRequest {
  const { run, entry, data } = choices;
  return {
    model,
    whole,
    text,
    folder,
    way: run ?? null,
    entry: entry === undefined ? null : isAbsolute(entry) ? entry : join(folder, entry),
    withData: dataNamed || (data !== undefined && run === undefined),
    answers,
  };
}
