import { HumanError } from '../errors/humanError.js';
import { isOnRandomData } from '../runs/judgement.js';
import type { Fit, Run } from '../runs/types.js';
import { counted, say } from './ownWords.js';
import { pathText } from './placeText.js';
import { OpenError } from './usage.js';

/** What the command line ends with. */
export const EXIT = {
  trained: 0,
  /** Also where the model was trained and cannot be saved as asked. */
  userCodeFailed: 1,
  wrongUsage: 2,
  /** Also where the asked-for backend cannot be had. */
  nothingTrained: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Problems that are not the user's code's fault: what was asked for cannot train on this backend. */
const NOT_USER_CODE: readonly string[] = ['backend', 'unsupported-on-wasm'];

/**
 * @param interrupted whether a signal asked for the end
 * @param wasAskedToSave whether the trained model was to be saved: a run that could not is none that went well
 */
export function exitCodeOf(
  { state, problems, fits }: Pick<Run, 'state' | 'problems' | 'fits'>,
  interrupted: boolean,
  wasAskedToSave = false,
): ExitCode {
  if (interrupted) return EXIT.interrupted;
  if (state.kind !== 'ended') return EXIT.userCodeFailed;
  switch (state.outcome) {
    case 'completed':
      return wasAskedToSave && problems.some(({ kind }) => kind === 'model-storage')
        ? EXIT.userCodeFailed
        : EXIT.trained;
    case 'nothing-trained':
      return EXIT.nothingTrained;
    case 'stopped':
    case 'interrupted':
      return EXIT.interrupted;
    case 'killed':
    case 'newer-format':
      return EXIT.userCodeFailed;
    case 'failed': {
      const cannotTrain = problems.some(({ kind, severity }) => severity === 'error' && NOT_USER_CODE.includes(kind));
      const trained = fits.some(({ latest }) => latest !== null);
      return cannotTrain && !trained ? EXIT.nothingTrained : EXIT.userCodeFailed;
    }
  }
}

/**
 * What a command ends with that failed before it had anything to show, after saying why.
 * @param before such as `before the run started` @throws what is no failure of a training
 */
export function failedBefore(before: string, error: unknown, { aborted }: AbortSignal): ExitCode {
  if (aborted) {
    say(`interrupted ${before}`);
    return EXIT.interrupted;
  }
  if (!(error instanceof HumanError) || error instanceof OpenError) throw error;
  say(error.message);
  return EXIT.nothingTrained;
}

/** Why the run ended as it did, in one line: the last on stderr. */
export function endReason(run: Run, interrupted: boolean): string {
  const { state, fits, problems, startedAt } = run;
  if (state.kind !== 'ended') return 'the run is still going';
  const { outcome, message, verdict, endedAt } = state;
  const random = isOnRandomData(run) ? ', on random numbers' : '';
  const judged = `${random}${verdict ? `. ${verdict.text}` : ''}`;
  const amounts = `${counted(fits.length, 'fit')}, ${epochsOf(fits)}`;
  if (outcome === 'completed') return `trained: ${amounts} in ${((endedAt - startedAt) / 1000).toFixed(1)} s${judged}`;
  if (outcome === 'stopped') return `stopped: ${amounts}; everything up to that point is kept${judged}`;
  const error = problems.find(({ severity }) => severity === 'error');
  const place = error?.location ? ` (${pathText(error.location)})` : '';
  const text = oneLine(message ?? outcome);
  return `${interrupted ? 'interrupted: ' : ''}${text}${place}`;
}

/** `20 epochs`, or `3 of 20 epochs` where fits ended before what they were asked for. */
function epochsOf(fits: Run['fits']): string {
  const sum = (amount: (fit: Fit) => number) => fits.reduce((total, fit) => total + amount(fit), 0);
  const done = sum(({ end }) => end?.epochs ?? 0);
  const asked = sum(({ summary, end }) => {
    return summary.epochs === null ? (end?.epochs ?? 0) : summary.epochs - summary.initialEpoch;
  });
  return done < asked ? `${done} of ${counted(asked, 'epoch')}` : counted(done, 'epoch');
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
