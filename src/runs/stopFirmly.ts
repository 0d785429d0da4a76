import { ended } from './ended.js';
import type { Run } from './types.js';

/** Milliseconds that code behind a fit has to end, such as a `model.save`. */
const PATIENCE = 10_000;

/** Stops a run where nobody is there to ask a second time: by force where its code does not come to an end. */
export function stopFirmly(run: Pick<Run, 'stop' | 'state' | 'onDidChange'>, patience = PATIENCE): void {
  run.stop();
  const timer = setTimeout(() => run.stop(), patience);
  void ended(run).then(() => clearTimeout(timer));
}
