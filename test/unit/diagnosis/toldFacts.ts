import type { Finding } from '../../../src/diagnosis/finding.js';
import type { Lesson } from '../../../src/protocol/lesson.js';

const NUMBER = /-?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?%?/g;
/** Names of Keras and tfjs: those of two words, and of activations. */
const NAME = /\b(?:[a-z]+(?:_[a-z]+)+|[a-z]+[A-Z]\w*|[A-Z][a-z]*[A-Z]\w*|sigmoid|softmax|relu|tanh|linear)\b/g;

type Told = Pick<Finding, 'severity' | 'message' | 'why' | 'help'> & {
  readonly rule: string;
  readonly lesson: Lesson;
  readonly evidence?: Readonly<Record<string, unknown>>;
};

/** What a finding says apart from its words: how much it weighs, and each number and name in its sentences, in their order. */
export function factsOf({ rule, severity, message, why, help, lesson, evidence }: Told): string {
  const said = [message, why, help, lesson[1]].map((text) => [
    ...(text.match(NUMBER) ?? []),
    ...(text.match(NAME) ?? []),
  ]);
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
  const known = evidence && Object.keys(evidence).length > 0 ? ` ${JSON.stringify(evidence, rounded)}` : '';
  return `${severity} ${rule}: ${said.map((each) => each.join(' ')).join(' | ')}${known}`;
}
