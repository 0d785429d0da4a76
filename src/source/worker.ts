import { parentPort } from 'node:worker_threads';
import { findModels } from './findModels.js';
import type { FindAnswer, FindRequest } from './messages.js';

/** Entry of the worker thread that parses, so that no other thread waits for it. */
parentPort?.on('message', (request: FindRequest) => parentPort?.postMessage(answer(request)));

function answer({ id, file, text }: FindRequest): FindAnswer {
  try {
    return { id, models: findModels(text, file) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
