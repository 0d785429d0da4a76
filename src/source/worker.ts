import { parentPort } from 'node:worker_threads';
import { OwnError } from '../errors/ownError.js';
import { planLaunch } from '../launch/planLaunch.js';
import { findModels } from './findModels.js';
import type { FindAnswer, FindRequest, PlanAnswer, PlanMessage } from './messages.js';
import { isNotebookFile } from './modelFiles.js';
import { anchorsOf } from './notebook/anchorsOf.js';

/** Entry of the worker thread that parses, so that no other thread waits for it. */
parentPort?.on('message', async (request: FindRequest | PlanMessage) => {
  parentPort?.postMessage('plan' in request ? await planned(request) : found(request));
});

function found({ id, file, text }: FindRequest): FindAnswer {
  try {
    return { id, models: findModels(text, file), anchors: isNotebookFile(file) ? anchorsOf(text) : [] };
  } catch (error) {
    return { id, error: stackOf(error) };
  }
}

async function planned({ id, plan }: PlanMessage): Promise<PlanAnswer> {
  try {
    return { id, plan: await planLaunch(plan) };
  } catch (error) {
    return { id, error: stackOf(error) };
  }
}

function stackOf(error: unknown): string {
  if (error instanceof OwnError) return error.details;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
