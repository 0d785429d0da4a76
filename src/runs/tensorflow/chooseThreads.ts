import { choiceOf, type Environment, type SettingChoice, type SizedStep } from './settingChoice.js';

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
