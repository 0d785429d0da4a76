import type { TrainerExit } from '../../process/trainerProcess.js';
import type { FitOutcome } from '../../protocol/fit.js';
import type { TrainerEnd, TrainerPhase, TrainerProblem } from '../../protocol/trainer.js';
import type { Verdict } from '../../protocol/verdict.js';
import type { RunEndOutcome, RunState } from '../types.js';
import {
  type AbruptEnd,
  abruptEndMessage,
  exitCodeMessage,
  type ForcedEnd,
  NO_BATCH,
  NOTHING_TRAINED,
  ONLY_THREADS,
  OPEN_FIT_MESSAGE,
} from './endMessages.js';

/** What can happen to a run. */
export type RunEvent =
  | { readonly kind: 'phase'; readonly phase: TrainerPhase }
  | { readonly kind: 'stopAsked'; readonly at: number }
  | { readonly kind: 'stopSeen' }
  | { readonly kind: 'fitStarted' }
  | { readonly kind: 'fitEnded'; readonly batches: number }
  | { readonly kind: 'problem'; readonly problem: TrainerProblem }
  | { readonly kind: 'killed'; readonly reason: ForcedEnd }
  /** The trainer's own last word. */
  | ({ readonly kind: 'trainerEnded' } & TrainerEnd)
  /** The process is gone and all that it sent has been handled. */
  | {
      readonly kind: 'exited';
      readonly exit: TrainerExit;
      readonly lastErrors: string;
      readonly verdict: Verdict | null;
      readonly at: number;
    };

/** A run's state with what is remembered to judge its end. */
export interface RunMachine {
  readonly state: RunState;
  readonly fits: number;
  readonly openFits: number;
  /** Some fit has had a batch. */
  readonly trained: boolean;
  /** The first error that a person should read. */
  readonly error: TrainerProblem | null;
  readonly killed: ForcedEnd | null;
  readonly trainerEnd: TrainerEnd | null;
  /** Its files could not be written any more at some time. */
  readonly lostRecords: boolean;
  /** A thread of the user's code trains, which is not recorded. */
  readonly outOfView: boolean;
}

export const INITIAL_RUN: RunMachine = {
  state: { kind: 'starting' },
  fits: 0,
  openFits: 0,
  trained: false,
  error: null,
  killed: null,
  trainerEnd: null,
  lostRecords: false,
  outOfView: false,
};

/** The next state; the same object where an event changes nothing. An ended run stays as it is. */
export function reduceRun(run: RunMachine, event: RunEvent): RunMachine {
  const { state } = run;
  if (state.kind === 'ended') return run;
  switch (event.kind) {
    case 'phase':
      if (state.kind === 'stopping' || (state.kind === 'active' && state.phase === event.phase)) return run;
      return { ...run, state: { kind: 'active', phase: event.phase } };
    case 'stopAsked':
      return state.kind === 'stopping' ? run : { ...run, state: { kind: 'stopping', since: event.at, seen: false } };
    case 'stopSeen':
      return state.kind === 'stopping' && !state.seen ? { ...run, state: { ...state, seen: true } } : run;
    case 'fitStarted':
      return { ...run, fits: run.fits + 1, openFits: run.openFits + 1 };
    case 'fitEnded':
      return { ...run, openFits: Math.max(0, run.openFits - 1), trained: run.trained || event.batches > 0 };
    case 'problem':
      return afterProblem(run, event.problem);
    case 'killed':
      return run.killed ? run : { ...run, killed: event.reason };
    case 'trainerEnded':
      return { ...run, trainerEnd: { outcome: event.outcome, exitCode: event.exitCode } };
    case 'exited': {
      const { outcome, message } = judgeEnd(run, event);
      const exitCode = run.trainerEnd?.exitCode ?? event.exit.code;
      return {
        ...run,
        state: { kind: 'ended', outcome, exitCode, message, verdict: event.verdict, endedAt: event.at },
      };
    }
  }
}

function afterProblem(run: RunMachine, problem: TrainerProblem): RunMachine {
  if (problem.kind === 'storage') return { ...run, lostRecords: true };
  if (problem.kind === 'worker-thread') return { ...run, outOfView: true };
  return problem.severity === 'error' && !run.error ? { ...run, error: problem } : run;
}

interface Judgement {
  readonly outcome: RunEndOutcome;
  readonly message: string | null;
}

function judgeEnd(run: RunMachine, { exit, lastErrors }: Omit<AbruptEnd, 'lostRecords'>): Judgement {
  const { trainerEnd, error } = run;
  if (!trainerEnd) return judgeAbruptEnd(run, { exit, lastErrors });
  if (trainerEnd.outcome === 'stopped') return { outcome: 'stopped', message: null };
  if (trainerEnd.outcome === 'failed' || error || trainerEnd.exitCode !== 0) {
    return { outcome: 'failed', message: error?.message ?? exitCodeMessage(trainerEnd.exitCode, run.openFits > 0) };
  }
  if (run.openFits > 0) return { outcome: 'failed', message: OPEN_FIT_MESSAGE };
  if (run.trained) return { outcome: 'completed', message: null };
  if (run.fits > 0) return { outcome: 'nothing-trained', message: NO_BATCH };
  return { outcome: 'nothing-trained', message: run.outOfView ? ONLY_THREADS : NOTHING_TRAINED };
}

/** The process went away without a last word. */
function judgeAbruptEnd({ error, killed, lostRecords }: RunMachine, end: Omit<AbruptEnd, 'lostRecords'>): Judgement {
  if (error) return { outcome: 'failed', message: error.message };
  // Who deletes it knows why it ends.
  if (killed === 'deleted') return { outcome: 'stopped', message: null };
  const message = abruptEndMessage(killed, { ...end, lostRecords });
  if (end.exit.error) return { outcome: 'failed', message };
  return { outcome: killed === 'closed' ? 'interrupted' : 'killed', message };
}

/** How a fit ended that has told of no end itself, once its run has ended. */
export function abruptOutcome({ killed, state }: RunMachine): FitOutcome {
  const wasAsked =
    (killed !== null && killed !== 'unreadable') || (state.kind === 'ended' && state.outcome === 'stopped');
  return wasAsked ? 'stopped' : 'failed';
}
