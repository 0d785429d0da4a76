import { hasCause } from '../../diagnosis/run/cutShort.js';
import type { VerdictKind } from '../../protocol/verdict.js';
import { tellsTheSame } from '../../runs/judgement.js';
import type { Run, RunJudgement } from '../../runs/types.js';

/** Epochs, and milliseconds, for which a run says the same and from which on more of it would change nothing. */
const STILL_EPOCHS = 10;
const STILL_FOR = 5000;
/** Times as many where a net learns, only not much so far: more training may well change what is said. */
const TIMES_SLOW = 3;
/** Share of the epochs of a fit from which on it may as well end by itself: how it ends tells most. */
const NEAR_END = 0.5;

const SLOW: ReadonlySet<VerdictKind> = new Set(['learns', 'under-fits']);

/** Verdicts that more training does not take back. */
const FINAL: ReadonlySet<VerdictKind> = new Set(['not-a-number', 'learns-well', 'over-fits']);

/** Says when a run has shown all that it will: what is found has stayed the same for some epochs and seconds, or cannot change any more. */
export class Settling {
  private last: { readonly judgement: RunJudgement; readonly since: number; readonly epochs: number } | null = null;

  /** @param isExplained whether the source has a fault by which the model cannot learn */
  constructor(private readonly isExplained = false) {}

  /** @param now milliseconds of a steady clock */
  isSettled({ fits, judgement }: Pick<Run, 'fits' | 'judgement'>, now: number): boolean {
    if (!judgement) return false;
    const epochs = fits.reduce((sum, fit) => sum + fit.epochs.length, 0);
    if (!this.last || !saysTheSame(this.last.judgement, judgement)) this.last = { judgement, since: now, epochs };
    const { kind } = judgement.verdict;
    if (kind === 'not-a-number') return true;
    const times = SLOW.has(kind) ? TIMES_SLOW : 1;
    const isStill = now - this.last.since >= times * STILL_FOR && epochs - this.last.epochs >= times * STILL_EPOCHS;
    // Many nets stand on a plateau before they learn: only what explains it says that they will not.
    const isOpen =
      kind === 'undecided' ||
      (kind === 'learns-nothing' && !this.isExplained && !judgement.fits.some(({ findings }) => hasCause(findings)));
    return !isOpen && isStill && (FINAL.has(kind) || !isNearItsEnd(fits));
  }
}

function saysTheSame(one: RunJudgement, other: RunJudgement): boolean {
  return one.verdict.kind === other.verdict.kind && tellsTheSame({ ...one, verdict: other.verdict }, other);
}

function isNearItsEnd(fits: Run['fits']): boolean {
  const current = fits.at(-1);
  const epochs = current?.summary.epochs ?? null;
  return !current || current.end !== null || (epochs !== null && current.epochs.length >= NEAR_END * epochs);
}
