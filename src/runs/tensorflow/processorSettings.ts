import type { StepSize } from '../../protocol/runFile.js';

/** The size of a step, and how it is known. */
export interface SizedStep extends StepSize {
  readonly from: 'source' | 'last run';
}

/** How one of TensorFlow's settings stands, which it reads from the environment once, when it loads. */
export interface SettingChoice {
  /** To go under the user's own environment; empty where TensorFlow or the user decides. */
  readonly env: Readonly<Record<string, string>>;
  /** For the log. */
  readonly reason: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The user's own choice; null where the environment says nothing. */
function choiceOf(variable: string, env: Environment): SettingChoice | null {
  const own = env[variable];
  return own ? { env: {}, reason: `${variable}=${own}, from the environment` } : null;
}

/** How many threads TensorFlow spreads one operation over. It reads this once, when it loads. */
const THREADS_VARIABLE = 'TF_NUM_INTRAOP_THREADS';

/**
 * Floating point operations of a step that are worth a thread more: some milliseconds of work for each. With less, handing out
 * the work costs more than sharing it saves.
 */
const WORTH_A_THREAD = 1.5e8;

/**
 * TensorFlow runs operations that do not need each other beside each other: up to steps of this size, that fills two cores alone. Above
 * it a second thread makes wide nets a fifth faster.
 */
const FILLS_TWO_CORES = 1e8;

const MOST_WITHOUT_KNOWING = 4;

/** @param size null where nothing tells how large the model is */
export function chooseThreads(size: SizedStep | null, cores: number, env: Environment): SettingChoice {
  const own = choiceOf(THREADS_VARIABLE, env);
  if (own) return own;
  const threads = String(size ? threadsFor(size.operations, cores) : threadsUnknown(cores));
  const told = size
    ? `a step takes about ${millions(size.operations)} million operations (from the ${size.from})`
    : 'the size of the model is not known yet';
  return {
    env: { [THREADS_VARIABLE]: threads },
    reason: `${THREADS_VARIABLE}=${threads} of ${cores} cores: ${told}`,
  };
}

function threadsFor(operations: number, cores: number): number {
  if (cores <= 2) return operations >= FILLS_TWO_CORES ? Math.max(1, cores) : 1;
  return Math.min(cores, Math.max(1, Math.floor(operations / WORTH_A_THREAD)));
}

const threadsUnknown = (cores: number): number => Math.max(1, Math.min(MOST_WITHOUT_KNOWING, Math.floor(cores / 2)));

const millions = (operations: number): string => {
  const count = operations / 1e6;
  return count < 10 ? count.toPrecision(2) : String(Math.round(count));
};

/**
 * Whether TensorFlow computes with Intel's oneDNN library. Left alone, it does so only on processors with instructions for neural networks:
 * it is always told, so that a training does not depend on the processor.
 */
const ONEDNN_VARIABLE = 'TF_ENABLE_ONEDNN_OPTS';

/** Floating point operations of a step from which oneDNN's matrix products make up for what each of its calls costs more. */
const WORTH_ITS_CALLS = 5e7;

/**
 * oneDNN is two to three times as fast in convolutions and pools of any size, a tenth in wide dense nets, and slower in small ones. In recurrent
 * nets it is no faster, and TensorFlow's optimizer complains of what it would fuse there.
 */
export function chooseOneDnn(size: SizedStep | null, env: Environment): SettingChoice {
  const own = choiceOf(ONEDNN_VARIABLE, env);
  if (own) return own;
  if (!size) return oneDnn('0', 'the layers of the model are not known yet');
  const wide = size.operations >= WORTH_ITS_CALLS;
  const wanted = size.kind === 'convolutional' || (size.kind === 'dense' && wide);
  const why = `the net is ${size.kind === 'dense' ? `dense and ${wide ? 'wide' : 'small'}` : size.kind}`;
  return oneDnn(wanted ? '1' : '0', why);
}

function oneDnn(value: '0' | '1', why: string): SettingChoice {
  return { env: { [ONEDNN_VARIABLE]: value }, reason: `${ONEDNN_VARIABLE}=${value}: ${why}` };
}
