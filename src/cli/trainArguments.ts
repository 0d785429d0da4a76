import type { BackendKind } from '../protocol/backend.js';
import type { Answers } from '../protocol/launch.js';
import { COMPILED_STEP, type CompiledStep, ON_NOT_A_NUMBER, type OnNotANumber } from '../protocol/trainer.js';
import { type Expectation, expectation } from './expectations.js';
import { assignments, oneOf, positiveCount, seedNumber, someText, typedArguments } from './typedArguments.js';
import { UsageError } from './usage.js';

/** What is said of how models are trained, beside which. */
export interface LaunchArguments {
  readonly epochs: number | null;
  /** What all random numbers follow from. */
  readonly seed: number | null;
  /** As typed: what the model is trained on in place of its own data. */
  readonly data: string | null;
  /** As typed: the columns that the model is to predict, with commas between them. */
  readonly target: string | null;
  /** Answers to open questions. */
  readonly values: Answers;
  /** Take every proposed value instead of asking. */
  readonly yes: boolean;
}

export interface TrainArguments extends LaunchArguments {
  /** As typed. */
  readonly file: string;
  readonly model: string | null;
  readonly line: number | null;
  /** Null where any will do. */
  readonly backend: BackendKind | null;
  readonly compiledStep: CompiledStep;
  readonly onNotANumber: OnNotANumber;
  /** False where a benchmark measures what statistics cost; not for people, so the usage does not tell of it. */
  readonly statistics: boolean;
  readonly json: boolean;
  /** Folder for the trained model, as typed. */
  readonly save: string | null;
  /** What every fit has to come to. */
  readonly expected: readonly Expectation[];
}

const BACKENDS: readonly BackendKind[] = ['tfjs-node', 'wasm'];

/** The options that say how models are trained. */
export const LAUNCH_OPTIONS = {
  epochs: { type: 'string' },
  seed: { type: 'string' },
  data: { type: 'string' },
  target: { type: 'string' },
  set: { type: 'string', multiple: true },
  yes: { type: 'boolean' },
} as const;

const OPTIONS = {
  ...LAUNCH_OPTIONS,
  model: { type: 'string' },
  line: { type: 'string' },
  backend: { type: 'string' },
  compiled: { type: 'string' },
  'on-nan': { type: 'string' },
  'no-statistics': { type: 'boolean' },
  json: { type: 'boolean' },
  save: { type: 'string' },
  expect: { type: 'string', multiple: true },
} as const;

/** As `LAUNCH_OPTIONS` gives them. */
interface LaunchValues {
  readonly epochs?: string;
  readonly seed?: string;
  readonly data?: string;
  readonly target?: string;
  readonly set?: string[];
  readonly yes?: boolean;
}

/** @throws {UsageError} */
export function launchArguments({ epochs, seed, data, target, set, yes = false }: LaunchValues): LaunchArguments {
  if (target !== undefined && data === undefined) {
    throw new UsageError('--target needs --data: it names a column of that data.');
  }
  return {
    epochs: positiveCount('--epochs', epochs),
    seed: seedNumber('--seed', seed),
    data: someText('--data', data),
    target: someText('--target', target),
    values: assignments(set),
    yes,
  };
}

/** @throws {UsageError} */
export function parseTrainArguments(args: readonly string[], command = 'train'): TrainArguments {
  const { values, positionals } = typedArguments(args, OPTIONS);
  const [file, ...rest] = positionals;
  if (file === undefined) throw new UsageError(`${command} needs a FILE.`);
  if (rest.length > 0) throw new UsageError(`${command} takes only one FILE; remove "${rest[0]}".`);
  if (values.model !== undefined && values.line !== undefined) {
    throw new UsageError('Use --model or --line, not both.');
  }
  if (values.model === '') throw new UsageError('--model needs a name.');
  return {
    file,
    model: values.model ?? null,
    line: positiveCount('--line', values.line),
    backend: oneOf('--backend', values.backend, BACKENDS),
    compiledStep: oneOf('--compiled', values.compiled, COMPILED_STEP) ?? 'auto',
    onNotANumber: oneOf('--on-nan', values['on-nan'], ON_NOT_A_NUMBER) ?? 'stop',
    statistics: !values['no-statistics'],
    json: values.json ?? false,
    ...launchArguments(values),
    save: someText('--save', values.save),
    expected: (values.expect ?? []).map(expectation),
  };
}
