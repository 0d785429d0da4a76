import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { startTrainer } from '../../process/trainerProcess.js';
import { WorkerCommand, type WorkerJob } from '../../protocol/ray.js';
import type { TrainerCommands } from '../../protocol/trainer.js';
import { movedPaths } from '../../system/movedPaths.js';
import { GrownFiles } from './grownFiles.js';
import { Told } from './told.js';
import { writeLine } from './writeLine.js';

/** Milliseconds between two looks at what the run's files have more. */
const INTERVAL = 250;

/** Trains one trial in a folder where Ray has put GradLens and the project, and writes all that comes of it to stdout. */
function train(job: WorkerJob, commands: AsyncIterable<string>): void {
  const here = process.cwd();
  const run = mkdtempSync(join(tmpdir(), 'gradlens-ray-'));
  const { folders } = job;
  const project = join(here, 'project');
  const { options, cwd, env, args, nodeFlags } = movedPaths(job, [
    { from: folders.run, to: run },
    { from: folders.embedded, to: join(here, 'gradlens', 'dist', 'embedded') },
    { from: folders.project, to: project },
  ]);
  const told = new Told();
  const files = new GrownFiles(run);
  const trainer = startTrainer({
    options: { ...options, toldAs: { from: project, to: folders.project } },
    cwd,
    env: { ...process.env, ...env },
    args,
    nodeFlags,
    trainerEntry: join(here, 'gradlens', 'dist', 'trainer', 'main.mjs'),
    events: told.events,
    onOutput: (stream, text) => told.add(['output', stream, text]),
    onPrinted: (stream, printed) => told.add(['printed', stream, printed]),
    onFault: (reason) => told.add(['fault', reason]),
    onUnreadable: () => told.add(['unreadable']),
  });
  const timer = setInterval(() => {
    told.write();
    files.write();
  }, INTERVAL);
  void trainer.exited.then(({ code, signal, error }) => {
    clearInterval(timer);
    told.write();
    files.write();
    rmSync(run, { recursive: true, force: true });
    writeLine({ type: 'exit', code, signal, error: error?.message ?? null });
    process.exit(0);
  });
  void obey(commands, trainer.commands).then(() => trainer.kill());
}

/** Resolves when nobody can say anything any more. */
async function obey(lines: AsyncIterable<string>, commands: TrainerCommands): Promise<void> {
  for await (const line of lines) {
    const [name, args] = v.parse(WorkerCommand, JSON.parse(line));
    const command = commands[name] as (...values: readonly unknown[]) => void;
    command(...args);
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const first = await lines.next();
if (!first.done) train(JSON.parse(first.value) as WorkerJob, { [Symbol.asyncIterator]: () => lines });
