import type { TrainerExit } from '../process/trainerProcess.js';
import type { KillReason } from '../process/twoStepStop.js';
import type { Fit } from './types.js';

/** An end of the process as the system tells it. */
export interface AbruptEnd {
  readonly exit: TrainerExit;
  /** The end of what it wrote to stderr. */
  readonly lastErrors: string;
}

export const NOTHING_TRAINED =
  'The code came to its end and trained no Sequential model: GradLens records fit, fitDataset, trainOnBatch and optimizer.minimize.';

export const OPEN_FIT_MESSAGE = 'The code ended its process in mid-training; everything up to then is kept.';

export function exitCodeMessage(code: number, inFit: boolean): string {
  return `The code ended its process with exit code ${code}${inFit ? ' in mid-training; everything up to then is kept' : ''}.`;
}

/** What a person should read about a run whose host went away; before its fits are read it names no epoch. */
export function interruptedMessage(fits: readonly Pick<Fit, 'summary' | 'epochs' | 'latest'>[]): string {
  const last = fits.at(-1);
  if (!last) return 'Interrupted: the window that ran it was closed or reloaded.';
  const epoch = Math.max(last.latest?.epoch ?? 0, last.epochs.at(-1)?.epoch ?? 0) + 1;
  const of = last.summary.epochs === null ? '' : ` of ${last.summary.epochs}`;
  return `Interrupted at epoch ${epoch}${of}: the window that ran it was closed or reloaded; everything up to then is kept.`;
}

const OUT_OF_MEMORY = /heap out of memory|allocation failed|bad_alloc|cannot allocate memory/i;

/** V8 and libtensorflow abort when memory runs out; a shell reports that as 134. */
const ABORTED = 134;

/** What a person should read about a process that went away without a last word. */
export function abruptEndMessage(killed: KillReason | 'closed' | null, { exit, lastErrors }: AbruptEnd): string {
  if (exit.error) return `The trainer could not be started: ${exit.error.message}.`;
  switch (killed) {
    case 'grace-period':
      return 'The batch did not end in time after Stop, so the process was ended by force; everything up to then is kept.';
    case 'second-stop':
      return 'Ended by force on the second Stop; everything up to then is kept.';
    case 'closed':
      return 'Ended because GradLens was closed; everything up to then is kept.';
    case null:
      return unexpectedEndMessage(exit, lastErrors);
  }
}

function unexpectedEndMessage({ code, signal }: TrainerExit, lastErrors: string): string {
  const aborted = signal === 'SIGABRT' || code === ABORTED;
  if (OUT_OF_MEMORY.test(lastErrors)) {
    return (
      'Out of memory: everything up to then is kept. Try a smaller batchSize, or free tensors with tf.tidy and dispose; ' +
      'NODE_OPTIONS=--max-old-space-size=8192 gives JavaScript more.'
    );
  }
  if (aborted) {
    return 'The process aborted, most often out of memory: try a smaller batchSize. Everything up to then is kept.';
  }
  if (signal === 'SIGKILL') {
    return (
      'The process was killed from outside (SIGKILL): by somebody, or by the system because memory ran out. ' +
      'Everything up to then is kept.'
    );
  }
  const how = signal ? `by the signal ${signal}` : `with exit code ${code ?? 'unknown'}`;
  return `The process ended ${how} without notice; everything up to then is kept.`;
}
