import type { FitCallback } from './fitCallback.js';

/** Ends training as soon as the loss is no number. */
export const terminateOnNaN: FitCallback = {
  batchEnd(_, logs, fit) {
    const { loss } = logs();
    if (loss !== undefined && !Number.isFinite(loss)) fit.stopTraining();
  },
};
