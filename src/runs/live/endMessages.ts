import type { TrainerExit } from '../../process/trainerProcess.js';
import type { KillReason } from '../../process/twoStepStop.js';
import type { Fit } from '../types.js';

/** An end of the process as the system tells it. */
export interface AbruptEnd {
  readonly exit: TrainerExit;
  /** The end of what it wrote to stderr. */
  readonly lastErrors: string;
  /** Its files could not be written any more at some time. */
  readonly lostRecords: boolean;
}

/** Why GradLens itself ended a process; `unreadable`: what it sent was nothing that a trainer sends. */
export type ForcedEnd = KillReason | 'closed' | 'deleted' | 'unreadable';

export const NOTHING_TRAINED =
  'The code finished without training a Sequential model. GradLens records fit, fitDataset, trainOnBatch, and optimizer.minimize.';

export const ONLY_THREADS =
  'Only a worker thread trained a model. GradLens records what the main thread trains, and that trained no Sequential model.';

export const NO_BATCH =
  'Nothing was trained: no fit had a batch. A fit that starts at or beyond its last epoch (initialEpoch, initial_epoch) has none left.';

export const OPEN_FIT_MESSAGE = 'The code ended its process during training; everything up to that point is kept.';

export function exitCodeMessage(code: number, inFit: boolean): string {
  return `The code ended its process with exit code ${code}${inFit ? ' during training; everything up to that point is kept' : ''}.`;
}

/** What a person should read about a run whose host went away; before its fits are read it names no epoch. */
export function interruptedMessage(fits: readonly Pick<Fit, 'summary' | 'epochs' | 'latest'>[]): string {
  const last = fits.at(-1);
  if (!last) return 'Interrupted: the window that ran it was closed or reloaded.';
  const epoch = Math.max(last.latest?.epoch ?? 0, last.epochs.at(-1)?.epoch ?? 0) + 1;
  const of = last.summary.epochs === null ? '' : ` of ${last.summary.epochs}`;
  return `Interrupted at epoch ${epoch}${of}: the window that ran it was closed or reloaded; everything up to that point is kept.`;
}

const OUT_OF_MEMORY = /heap out of memory|allocation failed|bad_alloc|cannot allocate memory/i;

/** Characters of a process's last line that a message holds. */
const MOST_WORDS = 200;

/** V8 and libtensorflow abort when memory runs out; a shell reports that as 134. */
const ABORTED = 134;

/** What a person should read about a process that went away without a last word. */
export function abruptEndMessage(
  killed: Exclude<ForcedEnd, 'deleted'> | null,
  { exit, lastErrors, lostRecords }: AbruptEnd,
): string {
  const kept = lostRecords ? 'everything that fit on disk is kept' : 'everything up to that point is kept';
  if (exit.error) return `The trainer could not be started: ${exit.error.message}.`;
  switch (killed) {
    case 'grace-period':
      return `The batch did not finish in time after Stop, so the process was killed; ${kept}.`;
    case 'second-stop':
      return `Killed by the second Stop; ${kept}.`;
    case 'closed':
      return `Ended because GradLens was closed; ${kept}.`;
    case 'unreadable':
      return (
        'The process was ended because something in it wrote to the connection to GradLens (file descriptor 4), which ' +
        `can no longer be read; ${kept}.`
      );
    case null:
      return unexpectedEndMessage(exit, lastErrors, kept);
  }
}

function unexpectedEndMessage({ code, signal }: TrainerExit, lastErrors: string, kept: string): string {
  const aborted = signal === 'SIGABRT' || code === ABORTED;
  if (OUT_OF_MEMORY.test(lastErrors)) {
    return (
      `Out of memory: ${kept}. Try a smaller batchSize, or free tensors with tf.tidy and dispose. ` +
      'NODE_OPTIONS=--max-old-space-size=8192 gives JavaScript more memory.'
    );
  }
  if (aborted) return `The process aborted in native code${lastWords(lastErrors)}; ${kept}.`;
  if (signal === 'SIGKILL') {
    return `The process was killed from outside (SIGKILL), by a person or by the system because memory ran out; ${kept}.`;
  }
  // Its end was not told in time, and is not in its files either.
  if (code === 0) return 'The process ended before its last records were written; what is on disk is kept.';
  const how = signal ? `on signal ${signal}` : `with exit code ${code ?? 'unknown'}`;
  return `The process ended unexpectedly ${how}; ${kept}.`;
}

/** The last line that it wrote to stderr, in brackets. */
function lastWords(lastErrors: string): string {
  const line = lastErrors.trim().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? '' : ` (${line.length > MOST_WORDS ? `${line.slice(0, MOST_WORDS)}…` : line})`;
}
