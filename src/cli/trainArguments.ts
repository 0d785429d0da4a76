import { parseArgs } from 'node:util';
import { messageOf } from '../errors/errorText.js';
import type { BackendKind } from '../protocol/backend.js';
import type { Answers } from '../protocol/launch.js';
import { COMPILED_STEP, type CompiledStep } from '../protocol/trainer.js';
import { assignments, positiveCount, someText } from './typedArguments.js';
import { UsageError } from './usage.js';

/** What is said of how models are trained, beside which. */
export interface LaunchArguments {
  readonly epochs: number | null;
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
  /** False where a benchmark measures what statistics cost; not for people, so the usage does not tell of it. */
  readonly statistics: boolean;
  readonly json: boolean;
  /** Folder for the trained model, as typed. */
  readonly save: string | null;
}

/** @throws {UsageError} */
export function parseTrainArguments(args: readonly string[]): TrainArguments {
  const { values, positionals } = parse(args);
  const [file, ...rest] = positionals;
  if (file === undefined) throw new UsageError('train needs a FILE.');
  if (rest.length > 0) throw new UsageError(`train takes only one FILE; remove "${rest[0]}".`);
  if (values.model !== undefined && values.line !== undefined) {
    throw new UsageError('Use --model or --line, not both.');
  }
  if (values.target !== undefined && values.data === undefined) {
    throw new UsageError('--target needs --data: it names a column of that data.');
  }
  if (values.model === '') throw new UsageError('--model needs a name.');
  return {
    file,
    model: values.model ?? null,
    line: positiveCount('--line', values.line),
    epochs: positiveCount('--epochs', values.epochs),
    backend: backendOf(values.backend),
    compiledStep: compiledStepOf(values.compiled),
    statistics: !values['no-statistics'],
    json: values.json ?? false,
    data: someText('--data', values.data),
    target: someText('--target', values.target),
    values: assignments(values.set),
    yes: values.yes ?? false,
    save: someText('--save', values.save),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        line: { type: 'string' },
        epochs: { type: 'string' },
        backend: { type: 'string' },
        compiled: { type: 'string' },
        'no-statistics': { type: 'boolean' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        target: { type: 'string' },
        set: { type: 'string', multiple: true },
        yes: { type: 'boolean' },
        save: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function backendOf(text: string | undefined): BackendKind | null {
  if (text === undefined || text === 'tfjs-node' || text === 'wasm') return text ?? null;
  throw new UsageError(`--backend must be tfjs-node or wasm, not "${text}".`);
}

function compiledStepOf(text: string | undefined): CompiledStep {
  if (text === undefined) return 'auto';
  const known = COMPILED_STEP.find((each) => each === text);
  if (known) return known;
  throw new UsageError(`--compiled must be auto, verify, or off, not "${text}".`);
}
