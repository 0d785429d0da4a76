import { HumanError } from '../errors/humanError.js';

/** What each command takes and does. */
const COMMAND_USAGE = {
  train: `  train FILE [--model NAME | --line N] [--data SPEC [--target COLUMN]] [--set NAME=VALUE] [--yes] [--save FOLDER]
             [--epochs N] [--backend tfjs-node|wasm] [--compiled auto|verify|off] [--json]
      Trains the Sequential models of FILE (JavaScript, TypeScript, a page's scripts, Keras Python, a notebook) and records
      loss, metrics and each layer's gradient. A file that trains its models is run; of another one the model is made and
      trained on the data that you name.
      --model NAME   only the model in that variable or property, or with that name
      --line N       only the model that is created on that line of FILE
      --data SPEC    train on this instead of the file's own data: random, a name that "datasets" lists, a file (CSV, TSV,
                     JSON, NDJSON, Parquet, Arrow, NPZ, or X.npy,Y.npy) or a folder of images by class
      --target COL   the column of a table to predict; several with commas
      --set NAME=VALUE  a value that the source leaves open
      --yes          take the proposed value of all that is open
      --save FOLDER  keep the trained model there (model.json and weights.bin)
      --epochs N     in place of the epochs of each fit
      --backend      what to train on; without it the first that loads
      --compiled M   with tfjs-node, run a whole training step as one call: auto (the default), verify (compare it often with
                     a step that is run by single operations) or off
      --json         one JSON object a line on stdout, and nothing else`,
  models: `  models PATH... --json
      Lists the Sequential models of files and folders without running them.`,
  datasets: `  datasets [--json] [--download NAME]
      Lists the data that needs no file. --download brings one that GradLens does not bring along.`,
  runs: `  runs [--json]
      Lists the runs that are kept, newest first.`,
  show: `  show RUN [--json]
      Shows what a run recorded: epochs, fits and layers; with --json every curve too, as one object a line. RUN is what "runs"
      lists, or the start of it.`,
  'install-tfjs-node': `  install-tfjs-node
      Makes GradLens's own tfjs-node ready.`,
} as const;

const EXIT_CODES =
  "Exit codes: 0 trained, 1 the user's code failed, 2 wrong usage, 3 nothing trained, 130 interrupted.";

/** The usage of one command, or of all where none is named. */
export function usage(command?: string): string {
  const own = Object.entries(COMMAND_USAGE).filter(([name]) => name === command);
  const shown = own.length > 0 ? own : Object.entries(COMMAND_USAGE);
  return `Usage: npm run -s gradlens -- COMMAND\n\n${shown.map(([, text]) => text).join('\n')}\n\n${EXIT_CODES}`;
}

/** What was typed cannot be understood; the usage is shown with it. */
export class UsageError extends HumanError {
  override readonly name = 'UsageError';
}

/** What was typed is understood, and something that the run needs is not in it. */
export class OpenError extends HumanError {
  override readonly name = 'OpenError';
}
