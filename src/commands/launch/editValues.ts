import { configAnswers, configValues } from '../../launch/answerText.js';
import { tell } from '../../platform/messages.js';
import type { CommandDeps } from '../deps.js';
import { askValues } from './askValues.js';
import type { LaunchTarget } from './launchTarget.js';
import { lookAtStatements } from './showStatements.js';

/** Asks anew for the values that a model's source leaves open, beginning with those chosen before. */
export async function editValues(deps: CommandDeps, target: LaunchTarget): Promise<void> {
  const { config, plans } = deps.state;
  const { model, models, choices } = target;
  const known = configAnswers(choices.values);
  const { questions } = await plans.plan(target, choices);
  if (questions.length === 0) {
    await tell('information', `The source of ${model.name} leaves no value open.`);
    return;
  }
  const slices = model.framework === 'tfjs';
  const answers = await askValues(questions, {
    title: `Values for ${model.name}`,
    accept: { icon: 'check', label: 'Save these values' },
    known,
    showStatements: slices ? (answers) => lookAtStatements(deps, target, answers) : null,
  });
  if (answers) await config.change(model, models, { values: { ...choices.values, ...configValues(answers) } });
}
