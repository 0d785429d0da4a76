import type { Tone } from '../../protocol/dashboard/runView.js';
import type { TrainerPhase } from '../../protocol/trainer.js';
import { isBad, type VerdictKind } from '../../protocol/verdict.js';
import { heldWeights } from '../../runs/heldWeights.js';
import type { Run, RunEndOutcome, RunState } from '../../runs/types.js';

interface StateText {
  readonly tone: Tone;
  readonly status: string;
  readonly detail: string | null;
}

const phases: Readonly<Record<Exclude<TrainerPhase, 'broken'>, StateText>> = {
  loading: {
    tone: 'busy',
    status: 'Loading your code',
    detail: 'Your code is running; no model has been trained yet.',
  },
  training: { tone: 'busy', status: 'Training', detail: null },
  paused: { tone: 'paused', status: 'Paused', detail: 'Training is paused between two batches.' },
  'between-fits': {
    tone: 'busy',
    status: 'Between fits',
    detail: 'Your code is running; nothing is training at the moment.',
  },
  'held-open': {
    tone: 'warning',
    status: 'Held open',
    detail: 'Training is over, but a server or timer in your code keeps the process open. Stop ends it.',
  },
};

const outcomes: Readonly<Record<RunEndOutcome, Omit<StateText, 'detail'>>> = {
  completed: { tone: 'good', status: 'Completed' },
  stopped: { tone: 'neutral', status: 'Stopped' },
  failed: { tone: 'error', status: 'Failed' },
  killed: { tone: 'warning', status: 'Killed' },
  'nothing-trained': { tone: 'warning', status: 'Nothing trained' },
  'newer-format': { tone: 'warning', status: 'Newer format' },
  interrupted: { tone: 'warning', status: 'Interrupted' },
};

/** What a run that completed is called where its numbers are not good. */
const doubtful: Readonly<Partial<Record<VerdictKind, Omit<StateText, 'detail'>>>> = {
  'not-a-number': { tone: 'error', status: 'Not a number' },
  diverges: { tone: 'error', status: 'Diverged' },
  'learns-nothing': { tone: 'error', status: 'Learned nothing' },
  'over-fits': { tone: 'warning', status: 'Over-fitted' },
  'under-fits': { tone: 'warning', status: 'Under-fitted' },
};

/** Of one that learned, with a warning beside it. */
const QUALIFIED: Omit<StateText, 'detail'> = { tone: 'warning', status: 'Completed with a warning' };

type Ended = Extract<RunState, { kind: 'ended' }>;

/** A run that came to its end is only as good as the numbers that it ended on. */
function ending({ outcome, verdict }: Ended): Omit<StateText, 'detail'> {
  if (outcome !== 'completed' || !verdict) return outcomes[outcome];
  return doubtful[verdict.kind] ?? (isBad(verdict) ? QUALIFIED : outcomes[outcome]);
}

/** A run's state in plain words. */
export function describeState(run: Pick<Run, 'state' | 'fits' | 'problems'>): StateText {
  const { state } = run;
  switch (state.kind) {
    case 'starting':
      return { tone: 'busy', status: 'Starting', detail: 'Starting the training process.' };
    case 'active':
      return state.phase === 'broken' ? broken(run) : phases[state.phase];
    case 'stopping':
      return {
        tone: 'busy',
        status: 'Stopping',
        detail: state.seen
          ? 'The fit has ended, and the code after it may finish. Stop again to end the process.'
          : 'Finishing the current batch. Stop again to end the process.',
      };
    case 'ended':
      return { ...ending(state), detail: endedDetail(run, state) };
  }
}

function broken(run: Pick<Run, 'state' | 'problems'>): StateText {
  const { kept = null, number = 'NaN' } = heldWeights(run) ?? {};
  const detail = kept
    ? `Training waits for you. A roll back goes on from ${kept}, with the optimizer's state from then.`
    : 'Training waits for you. No weights from before are kept.';
  return { tone: 'error', status: `Held at ${number}`, detail };
}

function endedDetail(run: Pick<Run, 'fits' | 'problems'>, { outcome, message }: Ended): string | null {
  const told = run.problems.some((problem) => problem.message === message);
  if (message !== null && !told && outcome !== 'interrupted') return message;
  switch (outcome) {
    case 'completed':
      return null;
    case 'nothing-trained':
      return 'Your code finished without training a Sequential model.';
    case 'interrupted':
      return `The editor closed ${reached(run)}. Everything recorded until then is here.`;
    case 'killed':
      return `The process was killed ${reached(run)}. Everything recorded until then is here.`;
    default:
      return null;
  }
}

function reached(run: Pick<Run, 'fits'>): string {
  const latest = run.fits.at(-1)?.latest;
  return latest ? `at epoch ${latest.epoch + 1}, batch ${latest.step + 1}` : 'before the first batch';
}
