import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { batchStream } from '../../src/protocol/streams/batches.js';
import { fileSource } from '../../src/runFiles/byteSource.js';
import { parseEvents } from '../../src/runFiles/events.js';
import { readRecords } from '../../src/runFiles/recordsReader.js';
import { CliRun } from '../trainer/support/cliRun.js';

/** What was recorded so long before any end is on the disk. */
const A_SECOND = 1000;
/** Of an epoch of longTraining.mjs. */
const BATCHES = 4;
const SECRET = 'c2VjcmV0LW9mLWEtdXNlcg';

/** Stages at which a process is killed, by what the command line has said. */
const STAGES: readonly (readonly [name: string, reached: (run: CliRun) => boolean])[] = [
  ['as soon as the run has a name', ({ stdout }) => stdout.includes('"type":"run"')],
  ['when the fit begins', ({ stdout }) => stdout.includes('"type":"fit"')],
  ['during training', ({ stdout }) => stdout.includes('"epoch":40')],
];

/** Rows of the run's records that read back, and epochs of its events. */
function recorded(store: string): { rows: number; epochs: number; files: string[] } {
  const runs = join(store, 'runs');
  const [id = ''] = readdirSync(runs);
  const folder = join(runs, id);
  const files = readdirSync(folder).map((name) => join(folder, name));
  const events = files
    .filter((file) => file.endsWith('events.ndjson'))
    .flatMap((file) => parseEvents(readFileSync(file, 'utf8')));
  const fit = events.find((event) => event.name === 'fitStarted');
  const file = files.find((name) => name.endsWith('fit-1.arrow'));
  let rows = 0;
  if (fit && file) {
    const source = fileSource(file);
    for (const batch of readRecords(batchStream, source, fit.payload)) rows += batch.rows;
    source.dispose();
  }
  return { rows, epochs: events.filter(({ name }) => name === 'epochEnded').length, files };
}

const start = () => CliRun.start(['train', 'longTraining.mjs', '--json'], { env: { GRADLENS_TEST_SECRET: SECRET } });

function expectNoSecret(files: readonly string[]): void {
  for (const file of files) expect(readFileSync(file).includes(SECRET), file).toBe(false);
}

describe.skipIf(process.platform !== 'linux')('kill -9', () => {
  it.each(STAGES)('of the trainer, %s: what was recorded is there and its end is told', async (_name, reached) => {
    await using run = await start();
    await run.until(reached);
    const told = run.linesOf('epoch').length;
    await delay(A_SECOND);
    for (const pid of await run.trainers()) process.kill(pid, 'SIGKILL');
    expect(await run.exited).toBe(1);
    const { epochs, rows, files } = recorded(run.store);
    expect(epochs).toBeGreaterThanOrEqual(told);
    expect(rows).toBeGreaterThanOrEqual(BATCHES * told);
    expect(run.lines.at(-1)).toMatchObject({ type: 'end', outcome: 'killed' });
    expect(run.reason).toMatch(/killed from outside/);
    expectNoSecret(files);
    expect(await run.trainers()).toEqual([]);
  });

  it.each(STAGES)(
    'of the command line, %s: its trainer ends by itself, and what was recorded is there',
    async (_name, reached) => {
      await using run = await start();
      await run.until(reached);
      const told = run.linesOf('epoch').length;
      await delay(A_SECOND);
      run.child.kill('SIGKILL');
      await run.untilNoTrainers();
      const { epochs, rows, files } = recorded(run.store);
      expect(epochs).toBeGreaterThanOrEqual(told);
      expect(rows).toBeGreaterThanOrEqual(BATCHES * told);
      expectNoSecret(files);
    },
  );
});
