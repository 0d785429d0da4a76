import { ended } from './ended.js';
import type { Run } from './types.js';

/** Milliseconds that code behind a fit has to end, such as a `model.save`. */
const PATIENCE = 10_000;

type StoppedRun = Pick<Run, 'stop' | 'state' | 'onDidChange'>;

/** Stops a run where nobody is there to ask a second time: by force where its code does not come to an end. */
function stopFirmly(run: StoppedRun, patience: number): void {
  run.stop();
  const timer = setTimeout(() => run.stop(), patience);
  void ended(run).then(() => clearTimeout(timer));
}

/** When a run is stopped that does not end by itself. */
interface Limits {
  /** Of training; of what comes before the first fit (Node, tfjs-node, the data) too, which is how a program without one ends. */
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** Milliseconds that code behind a fit has then. */
  readonly patience?: number;
}

/**
 * Resolves when a run is over, which is stopped at its limits.
 * @param whileRunning called at once, and whenever something of the run has changed, with what stops it before
 * @returns whether its seconds were up
 */
export async function endedWithin(
  run: StoppedRun,
  { seconds, signal, patience = PATIENCE }: Limits,
  whileRunning: (stop: () => void) => void = () => {},
): Promise<boolean> {
  let isTimeUp = false;
  const stop = () => stopFirmly(run, patience);
  const timer = setTimeout(() => {
    isTimeUp = true;
    stop();
  }, seconds * 1000);
  const stopBefore = () => {
    clearTimeout(timer);
    stop();
  };
  let hasTrained = false;
  const look = () => {
    if (!hasTrained && run.state.kind === 'active' && run.state.phase === 'training') {
      hasTrained = true;
      timer.refresh();
    }
    whileRunning(stopBefore);
  };
  signal.addEventListener('abort', stopBefore);
  if (signal.aborted) stopBefore();
  await ended(run, look);
  clearTimeout(timer);
  signal.removeEventListener('abort', stopBefore);
  return isTimeUp;
}
