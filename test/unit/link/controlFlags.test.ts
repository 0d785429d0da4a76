import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { ControlFlags } from '../../../src/trainer/link/controlFlags.js';

/** Counts the progress that `ControlFlags` does, and at last sets its flag of the end. */
const SLOW = `
const { workerData: { buffer, rounds } } = require('node:worker_threads');
const flags = new Int32Array(buffer);
for (let round = 0; round < rounds; round++) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);
  Atomics.add(flags, 4, 1);
}
Atomics.store(flags, 2, 1);
Atomics.notify(flags, 2);
`;

it('The end waits for a thread that gets on, however long it takes, and not for one that does not', async () => {
  const flags = new ControlFlags();
  const worker = new Worker(SLOW, { eval: true, workerData: { buffer: flags.buffer, rounds: 4 } });
  await new Promise((resolve) => worker.once('online', resolve));
  expect(flags.blockUntilEnded(2000)).toBe(true);
  expect(new ControlFlags().blockUntilEnded(100)).toBe(false);
});
