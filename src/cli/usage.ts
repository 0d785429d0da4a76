import { HumanError } from '../errors/humanError.js';
import { COMMAND_LINE } from './builtFiles.js';

/** What each command takes and does. */
export const COMMAND_USAGE = {
  train: `  train FILE [--model NAME | --line N] [--data SPEC [--target COLUMN]] [--set NAME=VALUE] [--yes] [--save FOLDER]
             [--epochs N] [--seed N] [--backend tfjs-node|wasm] [--compiled auto|verify|off]
             [--on-nan stop|continue] [--expect CONDITION] [--json]
      Trains the Sequential models of FILE (JavaScript, TypeScript, a page's scripts, Keras Python, a notebook) and records
      loss, metrics, and each layer's gradient. A file that trains its own models runs as it is; otherwise GradLens builds
      the model and trains it on the data that you choose.
      --model NAME   only the model in this variable or property, or with this name
      --line N       only the model created on this line of FILE
      --data SPEC    train on this instead of the file's own data: random, a name that "datasets" lists, a file (CSV, TSV,
                     JSON, NDJSON, Parquet, Arrow, NPZ, or X.npy,Y.npy), or a folder of images by class
      --target COL   the column of a table to predict; separate several with commas
      --set NAME=VALUE  a value that the source leaves open
      --yes          accept every proposal: values, random data, and training that differs from the source
      --save FOLDER  save the trained model there (model.json and weights.bin)
      --epochs N     number of epochs, instead of each fit's own
      --seed N       the run repeats itself bit for bit on one machine: initial weights, dropout, shuffles, Math.random
      --backend      what to train on; by default the first backend that loads
      --compiled M   with tfjs-node, run each training step as one call: auto (the default), verify (compare it often with
                     a step run one operation at a time), or off
      --on-nan M     where loss, gradients, or weights turn NaN or infinite: stop (the default; exit code 1), or continue
      --expect COND  exit with 1 where a fit does not end so, such as 'val_loss < 0.5'; repeat it for several
      --json         write one JSON object per line to stdout, and nothing else`,
  check: `  check PATH... [--line N] [--run [--seconds N] [--epochs N] [--data SPEC [--target COLUMN]] [--set NAME=VALUE] [--yes]
             [--seed N]] [--fix RULE] [--fail-on error|warning|hint] [--json | --sarif FILE]
      Says what is wrong with the Sequential models of files and folders, from their source alone, or from training them too.
      --line N       only the model created on this line of the file
      --run          train each model until its findings are settled, for 60 seconds at most
      --seconds N    train each for N seconds at most
      --epochs N, --data SPEC, --target COL, --set NAME=VALUE, --yes, --seed N
                     as for train
      --fix RULE     write the first fix of each finding of this rule, then check again
      --fail-on S    exit with 1 for findings of this severity or above (by default error)
      --json         write one JSON array to stdout, and nothing else
      --sarif FILE   write a SARIF 2.1.0 log, which code hosts show`,
  try: `  try FILE --fix RULE [--model NAME | --line N] [--seeds N] [--epochs N] [--data SPEC [--target COLUMN]]
             [--set NAME=VALUE] [--yes] [--keep] [--backend tfjs-node|wasm] [--compiled auto|verify|off] [--json]
      Trains the model as it is and as the fix of the rule would make it, with the same seeds, without touching the file,
      and says in how many pairs it helped.
      --fix RULE     try the first fix of each finding that this rule has about the model
      --line N       the model created on this line, or the finding on it
      --seeds N      pairs to train: 1 to 9, by default 3; fewer than 3 cannot decide
      --keep         write the edit where it helped in every pair
      --json         write one JSON object per line to stdout: a pair each, then the verdict
      The other options are those of train.`,
  sweep: `  sweep FILE --vary NAME[@LINE][=VALUES]... [--model NAME | --line N] [--random N | --optuna N] [--seed N..M] [--parallel N] [--stop-early]
             [--minutes N] [--ray ADDRESS [--python PATH]] [--epochs N] [--data SPEC [--target COLUMN]] [--set NAME=VALUE] [--yes]
             [--backend tfjs-node|wasm] [--compiled auto|verify|off] [--json]
  sweep --resume ID [--retry-failed] [--parallel N] [--minutes N] [--ray ADDRESS [--python PATH]] [--json]
  sweep --show ID [--json]
      Trains the model with each combination of values, without touching the file, and shows the trials best first. Each is a
      recorded run. Ctrl+C stops all of them; --resume goes on with what is left.
      --vary NAME[@LINE]=VALUES
                     what to vary: an argument of a layer, compile, or fit (units, activation, dropout, kernelInitializer,
                     optimizer, learningRate, batchSize, epochs, ...), depth (of layers in a row that are alike), data (the
                     share of the training samples: 0.1,0.3,1), or a value that the source leaves open; repeat it for several.
                     VALUES: 8,32,128, or a range LOW..HIGH with :log or :linear and the number of values behind it, such as
                     1e-4..1e-1:log:7; without them, proposed ones
      --random N     N combinations at random, any number of a range, instead of all
      --optuna N     N combinations that Optuna's TPE proposes one after another from what the others came to; with --ray
      --seed N..M    train each combination with each of these seeds (by default with seed 1)
      --parallel N   trials at once (by default as many as there are cores, on Ray as the cluster has)
      --stop-early   after a 27th, a 9th, and a third of the epochs, go on only with trials among the best third so far (ASHA)
      --minutes N    begin no further trial after N minutes; those under way come to their ends, and --resume goes on
      --ray ADDRESS  train on a Ray cluster: auto for the one that this machine is part of, HOST:6379,
                     or, from outside, ray://HOST:10001 or http://HOST:8265
      --python PATH  a Python that has Ray, of the cluster's versions (by default one of GradLens's own, made on the first use)
      --resume ID    go on with a sweep that was stopped; ID may be the start of one
      --retry-failed train those that failed anew, too
      --show ID      show a sweep as it stands
      --json         write one JSON object per line to stdout: a trial each, then the sweep
      The other options are those of train. Exit code 1 where a trial failed; the others count all the same.`,
  models: `  models PATH... --json
      Lists the Sequential models of files and folders without running them.`,
  datasets: `  datasets [--json] [--download NAME]
      Lists the data that needs no file. --download fetches a dataset that does not come with GradLens.`,
  runs: `  runs [--json]
      Lists recorded runs, newest first.`,
  show: `  show RUN [--json]
      Shows what a run recorded: epochs, fits, and layers; with --json also every curve, one object per line. RUN is an id
      that "runs" lists, or the start of one.`,
  compare: `  compare RUN RUN... [--json]
      Shows the settings and results of recorded runs beside each other, what differs first, and what changed in the source
      since the first of them. Each RUN is an id that "runs" lists, or the start of one; of several fits the last one counts.`,
  export: `  export RUN [--csv FILE [--series NAME]...] [--folder DIR] [--tensorboard DIR]
      Writes a recorded run for other programs. RUN is an id that "runs" lists, or the start of one.
      --csv FILE     a table, one batch a row: loss, metrics, and the gradient norm of each variable; validation
                     is in the row of each epoch's last batch
      --series NAME  only this column; repeat it for several. Each statistic of a variable is one: "dense_1/kernel weightNorm"
      --folder DIR   a new folder with report.html, which opens without a network, run.json, and the Arrow files
      --tensorboard DIR
                     event files for TensorBoard: every batch and epoch, and the gradients of up to 1,000 batches`,
  mcp: `  mcp [--root FOLDER] [--allow-train]
      Serves an assistant over stdin and stdout (Model Context Protocol): it lists and checks models, reads recorded runs, and proposes fixes.
      --root FOLDER  nothing outside of this folder is read or told; by default the current one
      --allow-train  it may also train models, which runs their code`,
  'install-tfjs-node': `  install-tfjs-node
      Installs GradLens's own copy of tfjs-node.`,
  completion: `  completion bash|zsh|fish
      Writes what makes a shell complete commands and options: eval "$(gradlens completion bash)".`,
  version: `  version [--json]
      Says which GradLens this is, with --json also which version of JSON it writes (docs/json.md).`,
} as const;

/** What `gradlens` can be told to do. */
export type CommandName = keyof typeof COMMAND_USAGE;

const EXIT_CODES =
  "Exit codes: 0 trained or checked, 1 the user's code failed or has findings, 2 wrong usage, 3 nothing trained, 130 interrupted.";

/** The usage of one command, or of all where none is named. */
export function usage(command?: string): string {
  const own = Object.entries(COMMAND_USAGE).filter(([name]) => name === command);
  const shown = own.length > 0 ? own : Object.entries(COMMAND_USAGE);
  return `Usage: ${COMMAND_LINE} COMMAND\n\n${shown.map(([, text]) => text).join('\n')}\n\n${EXIT_CODES}`;
}

/** What was typed cannot be understood; the usage is shown with it. */
export class UsageError extends HumanError {
  override readonly name = 'UsageError';
}

/** What was typed is understood, and something that the run needs is not in it. */
export class OpenError extends HumanError {
  override readonly name = 'OpenError';
}

/** The names that sources leave open, as plans tell of them: values may be set for these alone. */
export class OpenNames {
  private readonly names = new Set<string>();

  /** @param set the values that were typed, by name */
  constructor(private readonly set: Readonly<Record<string, unknown>>) {}

  readonly add = (names: Iterable<string>): void => {
    for (const name of names) this.names.add(name);
  };

  /** @throws {OpenError} where a value is set for a name that no source leaves open */
  refuseOthers(): void {
    const { names } = this;
    const unknown = Object.keys(this.set).filter((name) => !names.has(name));
    if (unknown.length === 0) return;
    const there = names.size === 0 ? 'it leaves none open' : `it leaves open: ${[...names].join(', ')}`;
    throw new OpenError(`--set ${unknown.join(', ')}: the source leaves no such value open; ${there}.`);
  }
}
