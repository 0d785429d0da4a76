import type { Disposable } from '../../lifecycle/disposables.js';
import type { RunChange } from '../types.js';
import type { RecordedRun } from './recordedRun.js';

/** Milliseconds between two judgements of a run that trains. */
const INTERVAL = 1000;
/** Of the time between them judging takes no more than one part in so many. */
const SHARE = 100;

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
  const judge = () => {
    timer = undefined;
    const start = performance.now();
    run.judge();
    pause = Math.max(INTERVAL, (performance.now() - start) * SHARE);
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
