import { parentPort, workerData } from 'node:worker_threads';
import { Indexer } from './indexer.js';
import type { IndexerOptions, IndexerRequest } from './messages.js';

/** Entry of the worker thread that walks the workspace and reads its models, so that no other thread waits for either. */
const indexer = new Indexer(workerData as IndexerOptions, (report) => parentPort?.postMessage(report));

parentPort?.on('message', (request: IndexerRequest) => {
  void (request.kind === 'scan' ? indexer.scan(request.folders) : indexer.change(request.paths));
});
