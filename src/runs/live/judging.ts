import type { Disposable } from '../../lifecycle/disposables.js';
import type { RunChange } from '../types.js';
import type { RecordedRun } from './recordedRun.js';

/** Milliseconds between two judgements of a run that trains. */
const INTERVAL = 1000;
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

/** Judges a run while it trains, about once a second; at once where a problem has come. Ends of fits wait: there may be thousands. */
export function judgeWhileLive(run: Pick<RecordedRun, 'judge' | 'onDidChange'>): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let pause = INTERVAL;
  let isFirst = true;
  const judge = () => {
    timer = undefined;
    const took = millisecondsOf(() => run.judge());
    // The first one is slow as its code has not been compiled yet.
    pause = isFirst ? INTERVAL : Math.min(LONGEST, Math.max(INTERVAL, took * SHARE));
    isFirst = false;
  };
  const heard = run.onDidChange(({ kind }) => {
    if (!NEWS.has(kind)) return;
    const isUrgent = kind === 'problem';
    if (isUrgent) clearTimeout(timer);
    if (isUrgent || !timer) timer = setTimeout(judge, isUrgent ? 0 : pause);
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
