import { parentPort } from 'node:worker_threads';
import { OwnError } from '../errors/ownError.js';
import { findModels } from '../source/findModels.js';
import type { FindAnswer, FindRequest, PlanAnswer, PlanMessage } from '../source/messages.js';
import { isNotebookFile } from '../source/modelFiles.js';
import { anchorsOf } from '../source/notebook/anchorsOf.js';
import { planLaunch } from './planLaunch.js';

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
