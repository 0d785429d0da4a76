import { configValues } from '../launch/answerText.js';
import { knownAnswers } from '../launch/chosenWay.js';
import { tell } from '../platform/messages.js';
import type { Command, CommandDeps } from './deps.js';
import { askValues } from './launch/askValues.js';
import { lookAtStatements } from './launch/showStatements.js';
import { chosenModel } from './modelTarget.js';

/** Asks anew for the values that a model's source leaves open, beginning with those chosen before, and keeps them in `gradlens.json`. */
export function changeValues(deps: CommandDeps): Command {
  const { config, plans } = deps.state;
  return async (argument) => {
    const target = await chosenModel(deps.state, argument);
    const { model, models, choice } = target;
    const { questions } = await plans.plan(choice);
    if (questions.length === 0) {
      await tell('information', `The source of ${model.name} leaves no value open.`);
      return;
    }
    const slices = model.framework === 'tfjs';
    const answers = await askValues(questions, {
      title: `Values for ${model.name}`,
      accept: { icon: 'check', label: 'Save these values' },
      known: knownAnswers(choice),
      showStatements: slices ? (answers) => lookAtStatements(deps, target, answers) : null,
    });
    if (answers) await config.change(model, models, { values: { ...choice.choices.values, ...configValues(answers) } });
  };
}
