import { parentPort } from 'node:worker_threads';
import { HumanError } from '../errors/humanError.js';
import type { PreviewAnswer, PreviewRequest } from './preview/messages.js';
import { previewDataset } from './preview/previewDataset.js';

/** Entry of the worker thread that looks at data, so that no other thread reads files of any size. */
parentPort?.on('message', async (request: PreviewRequest) => parentPort?.postMessage(await answer(request)));

async function answer({ id, data, folder, limits }: PreviewRequest): Promise<PreviewAnswer> {
  try {
    return { id, preview: await previewDataset(data, folder, limits) };
  } catch (error) {
    if (error instanceof HumanError) return { id, problem: error.message };
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
