import { HumanError } from '../errors/humanError.js';

export const USAGE = `Usage: npm run -s gradlens -- COMMAND

  train FILE [--model NAME | --line N] [--epochs N] [--backend tfjs-node|wasm] [--json]
      Runs FILE and records every fit of its Sequential models: loss, metrics and each layer's gradient.
      --model NAME   only the model in that variable or property, or with that name
      --line N       only the model that is created on that line of FILE
      --epochs N     in place of the epochs of each fit
      --backend      what to train on; without it the first that loads
      --json         one JSON object a line on stdout, and nothing else
  models PATH... --json
      Lists the Sequential models of files and folders without running them.
  datasets [--json] [--download NAME]
      Lists the data that needs no file. --download brings one that GradLens does not bring along.

Exit codes: 0 trained, 1 the user's code failed, 2 wrong usage, 3 nothing trained, 130 interrupted.`;

/** What was typed cannot be understood; the usage is shown with it. */
export class UsageError extends HumanError {
  override readonly name = 'UsageError';
}
