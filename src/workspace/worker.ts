import { parentPort, workerData } from 'node:worker_threads';
import { Indexer } from './indexer.js';
import type { IndexerData, IndexerRequest } from './messages.js';
import { ReadingMark } from './readingMark.js';

/** Entry of the worker thread that walks the workspace and reads its models, so that no other thread waits for either. */
const { options, mark: memory } = workerData as IndexerData;
const mark = new ReadingMark(memory);
const indexer = new Indexer(options, (report) => {
  if (report.kind === 'reading') mark.set(report.file);
  else parentPort?.postMessage(report);
});

parentPort?.on('message', (request: IndexerRequest) => {
  void (request.kind === 'scan' ? indexer.scan(request.folders) : indexer.change(request.paths));
});
