import type { Run } from '../runs/types.js';

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
