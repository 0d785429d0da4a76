import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { messageOf } from '../../errors/errorText.js';
import { startTrainer, type TrainerExit, type TrainerProcess } from '../../process/trainerProcess.js';
import type { BackendInfo } from '../../protocol/backend.js';
import { WorkerCommand, type WorkerJob } from '../../protocol/ray.js';
import type { TrainerCommands } from '../../protocol/trainer.js';
import { movedPaths } from '../../system/movedPaths.js';
import { removeGraphsOf } from '../../system/stepGraphs.js';
import { GrownFiles } from './grownFiles.js';
import { Told } from './told.js';
import { workerBackend } from './workerBackend.js';
import { writeLine } from './writeLine.js';

/** Milliseconds between two looks at what the run's files have more. */
const INTERVAL = 250;

/** Trains one trial in a folder where Ray has put GradLens and the project, and writes all that comes of it to stdout. */
async function train(job: WorkerJob, commands: AsyncIterable<string>): Promise<void> {
  const here = process.cwd();
  const run = mkdtempSync(join(tmpdir(), 'gradlens-ray-'));
  const { folders } = job;
  const project = join(here, 'project');
  const { options, cwd, env, args, nodeFlags } = movedPaths(job, [
    { from: folders.run, to: run },
    { from: folders.embedded, to: join(here, 'gradlens', 'dist', 'embedded') },
    { from: folders.project, to: project },
  ]);
  const abort = new AbortController();
  let trainer: TrainerProcess | null = null;
  const leave = ({ code, signal, error }: TrainerExit) => {
    rmSync(run, { recursive: true, force: true });
    writeLine({ type: 'exit', code, signal, error: error?.message ?? null });
    process.exit(0);
  };
  void obey(commands, (name) => {
    if (!trainer && name === 'stop') abort.abort();
    return trainer?.commands ?? null;
  }).then(() => {
    abort.abort();
    trainer?.kill();
  });
  const say = (text: string) => writeLine({ type: 'note', text });
  const { signal } = abort;
  let backend: BackendInfo;
  try {
    backend = await workerBackend({ asked: job.backend, embedded: options.backend, file: options.file, signal, say });
    signal.throwIfAborted();
  } catch (error) {
    const reason = signal.aborted ? null : new Error(messageOf(error));
    return leave({ code: null, signal: reason ? null : 'SIGKILL', error: reason });
  }
  const told = new Told();
  const files = new GrownFiles(run);
  const started = startTrainer({
    options: { ...options, backend, toldAs: { from: project, to: folders.project } },
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
  trainer = started;
  const timer = setInterval(() => {
    told.write();
    files.write();
  }, INTERVAL);
  const exit = await started.exited;
  clearInterval(timer);
  told.write();
  files.write();
  if (started.pid !== undefined) await removeGraphsOf(started.pid);
  leave(exit);
}

/** Resolves when nobody can say anything any more. @param commandsFor null while there is no trainer yet */
async function obey(
  lines: AsyncIterable<string>,
  commandsFor: (name: WorkerCommand[0]) => TrainerCommands | null,
): Promise<void> {
  for await (const line of lines) {
    const [name, args] = v.parse(WorkerCommand, JSON.parse(line));
    const command = commandsFor(name)?.[name] as ((...values: readonly unknown[]) => void) | undefined;
    command?.(...args);
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const first = await lines.next();
if (!first.done) await train(JSON.parse(first.value) as WorkerJob, { [Symbol.asyncIterator]: () => lines });
