import { basename } from 'node:path';
import type { Answers, OpenQuestion } from '../../protocol/launch.js';

/** An open value as an entry of a list. */
export interface ValueItem {
  /** A codicon; null for none. */
  readonly icon: string | null;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly question: OpenQuestion;
}

export const proposedValue = ({ name, proposal }: OpenQuestion, answers: Answers): string | null =>
  answers[name] ?? proposal;

export function valueItem(question: OpenQuestion, answers: Answers): ValueItem {
  const { name, reason, alternatives } = question;
  const value = proposedValue(question, answers);
  const others = alternatives.filter((each) => each !== value);
  const more = others.length > 0 ? ` · also in the project: ${others.join(', ')}` : '';
  return {
    icon: value === null ? 'warning' : null,
    label: value === null ? `${name} needs a value` : `${name} = ${value}`,
    description: reason.startsWith(`${name}, `) ? reason.slice(name.length + 2) : reason,
    detail: `${placeOf(question)}${more}`,
    question,
  };
}

export const placeOf = ({ location: { file, line } }: OpenQuestion): string => `${basename(file)}:${line}`;
