import { workerData } from 'node:worker_threads';
import { RowRing } from '../../../src/trainer/link/rowRing.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

/** Writes so many rows into a ring of another thread, as fast as there is room. */
const { memory, rows, start } = workerData as { memory: SharedArrayBuffer; rows: number; start: number };
const summary = { ...sampleFit(), epochs: null };
const ring = new RowRing(summary, memory);
for (let step = start; step < start + rows; step++) {
  ring.waitForRoom(() => true);
  const { epoch, time, loss, metrics, statistics } = sampleRecords(summary, step, 1);
  ring.write(step, epoch[0] ?? 0, time[0] ?? 0, loss[0] ?? 0, metrics, statistics);
}
