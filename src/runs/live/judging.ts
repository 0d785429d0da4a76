import type { Disposable } from '../../lifecycle/disposables.js';
import type { RunChange } from '../types.js';
import type { RecordedRun } from './recordedRun.js';

/** Milliseconds from one judgement of a run that trains to the next one. */
const INTERVAL = 1000;
/** And at least to the one at an epoch's end, where the validation's figures come. */
const SOONEST = 100;
/**
 * From a fit's start on: as long ends of epochs wait as all else does, as what a net tells in its first moments changes soon. Then it is judged
 * however much judging costs: from here on it may be told that it learns nothing.
 */
const SETTLING = 3200;
/** Of the time between them judging takes no more than one part in so many, but where that would tell a net's fault too late. */
const SHARE = 100;
const LONGEST = 3000;

const NEWS: ReadonlySet<RunChange['kind']> = new Set([
  'records',
  'samples',
  'epoch',
  'dataSeen',
  'fitEnded',
  'problem',
]);

/**
 * Judges a run while it trains: about once a second, and after a while where an epoch has ended, unless it was judged a moment ago; at once
 * where a problem has come. Ends of fits wait: there may be thousands.
 */
export function judgeWhileLive(run: Pick<RecordedRun, 'judge' | 'onDidChange'>): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let last = 0;
  let settled = performance.now() + SETTLING;
  let isSettling = false;
  let rest = 0;
  let isFirst = true;
  const judge = () => {
    due = Number.POSITIVE_INFINITY;
    const took = millisecondsOf(() => run.judge());
    // The first one is slow as its code has not been compiled yet.
    rest = isFirst ? 0 : Math.min(LONGEST, took * SHARE);
    isFirst = false;
    last = performance.now();
  };
  const judgeAt = (time: number) => {
    if (time >= due) return;
    clearTimeout(timer);
    due = time;
    timer = setTimeout(judge, Math.max(0, time - performance.now()));
  };
  const heard = run.onDidChange(({ kind }) => {
    const now = performance.now();
    if (kind === 'fitStarted') {
      settled = now + SETTLING;
      isSettling = true;
    }
    if (!NEWS.has(kind)) return;
    const hasSettled = isSettling && now >= settled;
    if (hasSettled) isSettling = false;
    if (kind === 'problem' || hasSettled) judgeAt(now);
    else if (kind === 'epoch' && now >= settled) judgeAt(Math.max(now, last + Math.max(SOONEST, rest)));
    else judgeAt(now + Math.max(INTERVAL, rest));
  });
  return {
    dispose() {
      clearTimeout(timer);
      heard.dispose();
    },
  };
}

/** Of the processor's: what else ran on a busy machine meanwhile does not count. */
function millisecondsOf(work: () => void): number {
  const [start, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - start, (user + system) / 1000);
}
