import { threadId } from 'node:worker_threads';
import { patch } from '../../tfjs/patch.js';
import type { Optimizer, Tfjs } from '../../tfjs/tfjs.js';
import { loadBackend } from '../backend/loadBackend.js';
import { SeededRun } from '../seed/seededRun.js';
import { UserModules } from '../userModule/hooks.js';
import { serveTexts } from '../userModule/sourceTexts.js';
import { handedOver } from './handover.js';
import { replaceWorker } from './replaceWorker.js';

/** In a thread that user code has started: modules are loaded as in the main one, and that it trains is told. Nothing is recorded. */
export async function startThread(): Promise<void> {
  const handover = handedOver();
  if (!handover) return;
  serveTexts(handover.sources);
  const { backend, seed, place } = handover;
  const { tf, packages } = await loadBackend(backend);
  if (seed !== null) new SeededRun(tf, seed, place);
  replaceWorker({ handover, place });
  new UserModules(packages);
  onTraining(tf, () => {
    if (Atomics.compareExchange(handover.trained, 0, 0, threadId) === 0) Atomics.notify(handover.trained, 0);
  });
}

/** Calls back before the first update of weights, to which every way to train leads. */
function onTraining(tf: Tfjs, trains: () => void): void {
  const undo = patch(tf, 'threadTrains', {
    minimize: (minimize) =>
      function (this: Optimizer, ...args) {
        undo();
        trains();
        return minimize.apply(this, args);
      },
  });
}
