import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createBirpc } from 'birpc';
import { type BuildOptions, build } from 'esbuild';
import { openFrames } from '../../../src/process/frames.js';
import type { RecordBatch } from '../../../src/protocol/streams/batches.js';
import type { Records, SampledName } from '../../../src/protocol/streams/streams.js';
import type { TrainerCommands, TrainerEvents, TrainerOptions } from '../../../src/protocol/trainer.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');

/** Builds the real link thread and a script that uses it into a folder of their own. */
export async function buildTrainer(): Promise<{ file: string; dispose(): void }> {
  const directory = mkdtempSync(join(tmpdir(), 'gradlens-link-'));
  const file = join(directory, 'trainer.mjs');
  const common = {
    bundle: true,
    platform: 'node',
    logLevel: 'warning',
    mainFields: ['module', 'main'],
  } satisfies BuildOptions;
  await Promise.all([
    build({
      ...common,
      entryPoints: [join(root, 'src/trainer/link/worker.ts')],
      format: 'cjs',
      outfile: join(directory, 'link.cjs'),
    }),
    build({ ...common, entryPoints: [join(here, 'trainerScript.ts')], format: 'esm', outfile: file }),
  ]);
  return { file, dispose: () => rmSync(directory, { recursive: true, force: true }) };
}

export type ToldEvent = { readonly name: keyof TrainerEvents; readonly payload: unknown };

export interface StartedTrainer {
  readonly child: ChildProcess;
  readonly pipe: Duplex;
  readonly events: ToldEvent[];
  readonly commands: TrainerCommands;
  readonly records: (fit?: number) => RecordBatch[];
  /** What came of a sampled stream. */
  readonly samples: (stream: SampledName) => Records[];
  /** Resolves when an event that fits has come, or the process has ended. */
  waitFor(found: (events: readonly ToldEvent[]) => boolean): Promise<void>;
  /** Resolves with exit code, signal and what it printed. */
  readonly ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>;
  dispose(): void;
}

export interface StartOptions {
  readonly scenario: string;
  readonly rows?: number;
  readonly options?: Partial<TrainerOptions>;
  /** Leaves the pipe unread until `resume` is called on it. */
  readonly deaf?: boolean;
}

/** Starts the script as the host starts a trainer. */
export function startTrainer(
  file: string,
  { scenario, rows = 0, options = {}, deaf = false }: StartOptions,
): StartedTrainer {
  const runDirectory = options.runDirectory ?? mkdtempSync(join(tmpdir(), 'gradlens-run-'));
  const backend = { kind: 'tfjs-node', version: '4.22.0', origin: 'project', path: '' };
  const all = {
    runId: 'run',
    file,
    backend,
    compiledStep: 'auto',
    maxRunBytes: 1e9,
    stopGracePeriod: 3000,
    depth: null,
    asked: null,
    ...options,
    runDirectory,
  };
  const child = spawn(process.execPath, [file, scenario, JSON.stringify(all), String(rows)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ignore', 'pipe'],
  });
  const pipe = child.stdio[4] as Duplex;
  const events: ToldEvent[] = [];
  let changed = Promise.withResolvers<void>();
  const handler = (name: keyof TrainerEvents) => (payload?: unknown) => {
    events.push({ name, payload });
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const names = [
    ...(['ready', 'phase', 'fitStarted', 'records', 'epochEnded', 'fitEnded'] as const),
    ...(['stepMode', 'stopSeen', 'problem', 'depth', 'storageFull', 'ended'] as const),
  ];
  const functions = Object.fromEntries(names.map((name) => [name, handler(name)]));
  let receive: (message: unknown) => void = () => {};
  const channel = openFrames(pipe, { onMessage: (message) => receive(message), onClose() {} });
  if (deaf) pipe.pause();
  const rpc = createBirpc<TrainerCommands, object>(functions, {
    post: (message: unknown) => channel.send(message),
    on: (listener) => {
      receive = listener;
    },
    eventNames: ['stop', 'pause', 'resume'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    changed.resolve();
    return { code: code as number | null, signal: signal as string | null, ...output };
  });
  let running = true;
  void ended.then(() => {
    running = false;
  });
  return {
    child,
    pipe,
    events,
    commands: rpc,
    records: (fit = 1) =>
      events
        .filter(({ name }) => name === 'records')
        .map(({ payload }) => payload as Records)
        .filter((records) => records.stream === 'batches')
        .filter((batch) => batch.fit === fit),
    samples: (stream) =>
      events
        .filter(({ name }) => name === 'records')
        .map(({ payload }) => payload as Records)
        .filter((records) => records.stream === stream),
    async waitFor(found) {
      while (running && !found(events)) await changed.promise;
    },
    ended,
    dispose() {
      child.kill('SIGKILL');
      channel.dispose();
      rmSync(runDirectory, { recursive: true, force: true });
    },
  };
}
