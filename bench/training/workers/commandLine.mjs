// The processor time of a step of a run that the command line starts, as its records and the system tell it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at } from '../../../scripts/lib/root.mjs';
import { contestantEnvironment } from '../environment.mjs';
import { ProcessTime } from '../processTime.mjs';

/** Of processor time, from the first compiled step on, and how much of its end counts: JavaScript that has to run is slow at first. */
export const TRAINED_MS = 6000;
export const MEASURED_MS = 2500;
const MOST_MS = 300_000;
const LOOK_MS = 100;

/**
 * Trains for some seconds as a person does on the command line, and reads the times of the records.
 * @param {import('../gradlensModule.mjs').GradLensModule} gradlens
 * @param {string} store
 * @param {import('../wayFiles.mjs').Way} way
 */
export async function stepOnCommandLine({ readRecords, fileSource, batchStream, streamFile }, store, { file, args }) {
  const child = spawn(process.execPath, [at('dist', 'cli.mjs'), 'train', file, ...args, '--json'], {
    cwd: dirname(file),
    env: contestantEnvironment({ GRADLENS_STORE: store }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [lines, errors] = ['', ''];
  const used = new ProcessTime(child.pid ?? 0, 'main.mjs');
  /** @type {number | null} */
  let begun = null;
  const started = Date.now();
  const spent = () => (begun === null ? 0 : used.samples.length > 0 ? used.since(begun) : Date.now() - begun);
  const look = setInterval(() => {
    if (spent() < TRAINED_MS && Date.now() - started < MOST_MS) return;
    child.kill('SIGINT');
    clearInterval(look);
  }, LOOK_MS);
  child.stdout.setEncoding('utf8').on('data', (text) => {
    lines += text;
    if (lines.includes('"mode":"compiled"')) begun ??= Date.now();
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(look);
  used.dispose();
  const id = /"run":"([\w-]+)"/.exec(lines)?.[1];
  if (begun === null || !id) throw new Error(errors.slice(-300) || 'no step was compiled');
  const folder = join(store, 'runs', id);
  const events = readFileSync(join(folder, 'events.ndjson'), 'utf8').split('\n').filter(Boolean);
  const summary = events.map((line) => JSON.parse(line)).find(([name]) => name === 'fitStarted')?.[1];
  const source = fileSource(join(folder, streamFile(batchStream, summary.fit)));
  try {
    const times = [...readRecords(batchStream, source, summary)].flatMap(({ time }) => [...time]);
    return timeOfStep(
      times.map((time) => summary.startedAt + time),
      used.samples,
    );
  } finally {
    source.dispose();
  }
}

/** @param {number[]} ends of the steps @param {import('../processTime.mjs').Sample[]} samples */
function timeOfStep(ends, samples) {
  const last = ends.at(-1) ?? Number.NaN;
  const known = samples.length > 0 ? samples.filter(({ at }) => at <= last) : ends.map((end) => ({ at: end, ms: end }));
  const to = known.at(-1);
  const from = known.findLast(({ ms }) => to && ms <= to.ms - MEASURED_MS);
  if (!from || !to) throw new Error('it was stopped before it had trained for long');
  return (to.ms - from.ms) / ends.filter((end) => end > from.at && end <= to.at).length;
}
