import { Worker, type WorkerOptions } from 'node:worker_threads';
import { stackOf } from '../errors/errorText.js';

/**
 * Starts a worker thread.
 * @param onEnd told why, with a stack where there is one, when it fails and when it exits; also where it was asked to end
 */
export function startWorker<Message>(
  file: string,
  options: WorkerOptions,
  onMessage: (message: Message) => void,
  onEnd: (worker: Worker, reason: string) => void,
): Worker {
  const worker = new Worker(file, options);
  worker.on('message', onMessage);
  worker.on('error', (error) => onEnd(worker, stackOf(error)));
  worker.on('exit', (code) => onEnd(worker, `the worker ended with exit code ${code}`));
  return worker;
}
