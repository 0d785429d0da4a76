import { writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { printable } from '../ownWords.js';
import { Silence } from './silence.js';
import { CLEAR_LINE, type FromMain, type WatchData } from './watchMessages.js';

/** Milliseconds. */
const LOOK = 200;
const STDERR = 2;

const { writes, drawn, redraws } = workerData as WatchData;
const silence = new Silence(redraws, performance.now());

parentPort?.on('message', (doing: FromMain) => silence.begin(doing, performance.now()));
setInterval(() => {
  const text = silence.look(performance.now(), Atomics.load(writes, 0));
  if (text === null) return;
  if (redraws) Atomics.store(drawn, 0, 1);
  const line = `gradlens: ${printable(text)}`;
  write(redraws ? `${CLEAR_LINE}${line}` : `${line}\n`);
}, LOOK);

/** A terminal that takes nothing now, or is gone, misses a line that says nothing new. */
function write(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {}
}
