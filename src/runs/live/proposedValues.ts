import { basename } from 'node:path';
import type { ProposedValue } from '../../protocol/launch.js';
import type { TrainerProblem, TrainerProblemKind } from '../../protocol/trainer.js';

/** What a wrong value can lead to. */
const MAY_BE_BLAMED: readonly TrainerProblemKind[] = ['user-code', 'model', 'data', 'unsupported-on-wasm'];

/** What is not run or has no layer here, whatever the values are. */
const NO_VALUE_HELPS = /Python function|have no layer|pretrained network|functional Model|tfjs has no/;

/** Values that a sentence names where none of them stands on the error's own line. */
const MOST_NAMED = 4;

/** An error of a run that has trained nothing, with the proposed values that may be the cause: the one on its line, else all. */
export function withProposedValues(problem: TrainerProblem, proposed: readonly ProposedValue[]): TrainerProblem {
  const { kind, severity, message, location } = problem;
  if (severity !== 'error' || proposed.length === 0 || !MAY_BE_BLAMED.includes(kind)) return problem;
  if (NO_VALUE_HELPS.test(message)) return problem;
  const near = proposed.filter(
    (value) => value.location.file === location?.file && value.location.line === location.line,
  );
  const blamed = near.length > 0 ? near : proposed.slice(0, MOST_NAMED);
  const list = blamed.map(
    ({ name, value, location: { file, line } }) => `${name} = ${value} (${basename(file)}:${line})`,
  );
  const more = near.length === 0 && proposed.length > MOST_NAMED ? `, and ${proposed.length - MOST_NAMED} more` : '';
  const hint =
    `The model was built with the proposed ${blamed.length === 1 ? 'value' : 'values'} ${list.join(', ')}${more}: ` +
    `set ${blamed.length === 1 ? `another with --set ${blamed[0]?.name}=VALUE` : 'others with --set NAME=VALUE'} or with "Choose How to Run…" in the editor.`;
  return { ...problem, message: `${message.replace(/[.]?$/, '.')} ${hint}` };
}
