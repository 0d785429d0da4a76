import type { Disposable } from '../lifecycle/disposables.js';

export interface TwoStepStopOptions {
  /** Milliseconds that the batch under way has to end. */
  readonly gracePeriod: number;
  /** Asks the trainer to end after its batch. */
  readonly ask: () => void;
  /** Ends the process by force. */
  readonly kill: (reason: KillReason) => void;
}

/** Why a trainer was killed: its batch did not end in time, or a person asked a second time. */
export type KillReason = 'grace-period' | 'second-stop';

/** Stop in two steps: the first asks and waits, the second kills. */
export interface TwoStepStop extends Disposable {
  stop(): void;
  /** The trainer has seen the first step: no more waiting, user code may finish (a `model.save`). */
  seen(): void;
}

export function createTwoStepStop({ gracePeriod, ask, kill }: TwoStepStopOptions): TwoStepStop {
  let step: 'idle' | 'asked' | 'killed' = 'idle';
  let timer: NodeJS.Timeout | undefined;

  const end = (reason: KillReason) => {
    clearTimeout(timer);
    step = 'killed';
    kill(reason);
  };
  return {
    stop() {
      if (step === 'killed') return;
      if (step === 'asked') {
        end('second-stop');
        return;
      }
      step = 'asked';
      timer = setTimeout(() => end('grace-period'), gracePeriod);
      ask();
    },
    seen() {
      clearTimeout(timer);
    },
    dispose() {
      clearTimeout(timer);
      step = 'killed';
    },
  };
}
