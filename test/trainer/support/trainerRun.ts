import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  startTrainer,
  type TrainerExit,
  type TrainerProcess,
  type TrainerStart,
} from '../../../src/process/trainerProcess.js';
import type { BackendInfo, BackendKind } from '../../../src/protocol/backend.js';
import type { DataEvidence } from '../../../src/protocol/dataEvidence.js';
import type { DepthAnswer } from '../../../src/protocol/depth/answers.js';
import type { EpochRecord, FitEnd, FitSummary, StepMode } from '../../../src/protocol/fit.js';
import type { KeptAnswer } from '../../../src/protocol/keptModel.js';
import type { BuildTask } from '../../../src/protocol/launch.js';
import { SOURCES_FILE } from '../../../src/protocol/runFile.js';
import type { RecordBatch } from '../../../src/protocol/streams/batches.js';
import type { NumberArray, Sample } from '../../../src/protocol/streams/stream.js';
import type {
  TrainerEnd,
  TrainerEventOf,
  TrainerEvents,
  TrainerOptions,
  TrainerPhase,
  TrainerProblem,
} from '../../../src/protocol/trainer.js';
import { parseSources } from '../../../src/runFiles/sources.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
/** The build under test; `npm run build` writes it. */
export const dist = process.env.GRADLENS_DIST ?? join(root, 'dist');

export function backendOf(kind: BackendKind): BackendInfo {
  if (kind === 'wasm') return { kind, version: '4.22.0', origin: 'embedded', path: join(dist, 'embedded') };
  const store = process.env.GRADLENS_STORE;
  if (!store) throw new Error('GRADLENS_STORE is not set: these tests need the tfjs-node of a GradLens store');
  const path = join(store, 'tfjs-node', '4.22.0', 'node_modules', '@tensorflow', 'tfjs-node');
  return { kind, version: '4.22.0', origin: 'gradlens', path };
}

/** Files of a small project, by relative path; the first one is run. */
export type Project = Readonly<Record<string, string>>;

export interface RunOptions extends Partial<Omit<TrainerOptions, 'backend' | 'runDirectory' | 'build' | 'sources'>> {
  /** Texts that are run in place of what the project's files have. */
  readonly served?: Project;
  /** What the trainer makes of the first file. */
  readonly build?: (file: string) => BuildTask;
  readonly backend?: BackendKind | BackendInfo;
  /** In place of the backend's own folder. */
  readonly backendPath?: string;
  readonly nodeFlags?: readonly string[];
  /** Of the project; a new one where it is left out. */
  readonly folder?: string;
  readonly startWith?: (start: TrainerStart) => TrainerProcess;
  /** Beside what these tests have. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A row of a sampled stream, with its fit. */
type FitSample<Values extends NumberArray> = Sample<Values> & { readonly fit: number };

function rowsOf<Values extends Float32Array | Uint32Array>(records: {
  readonly fit: number;
  readonly step: Int32Array;
  readonly values: Values;
}): FitSample<Values>[] {
  const { fit, step, values } = records;
  const width = values.length / step.length;
  return Array.from(step, (at, row) => ({
    fit,
    step: at,
    values: values.slice(row * width, (row + 1) * width) as Values,
  }));
}

/** What a run has told so far. */
export interface Told {
  readonly phases: TrainerPhase[];
  readonly fits: FitSummary[];
  readonly epochs: EpochRecord[];
  readonly records: RecordBatch[];
  readonly histograms: FitSample<Uint32Array>[];
  readonly activations: FitSample<Float32Array>[];
  readonly ranks: FitSample<Float32Array>[];
  readonly samples: FitSample<Float32Array>[];
  readonly predictions: FitSample<Float32Array>[];
  readonly answers: KeptAnswer[];
  readonly surface: FitSample<Float32Array>[];
  readonly units: FitSample<Float32Array>[];
  readonly stepModes: StepMode[];
  readonly data: DataEvidence[];
  readonly fitEnds: FitEnd[];
  readonly problems: TrainerProblem[];
  readonly depth: DepthAnswer[];
  readonly order: (keyof TrainerEvents)[];
  ended: TrainerEnd | null;
  stopSeen: boolean;
  stdout: string;
  stderr: string;
}

/** A trainer on a project in a folder of its own, with everything that it tells. Dispose of it with `await using`. */
export class TrainerRun implements AsyncDisposable {
  readonly told: Told = {
    phases: [],
    fits: [],
    epochs: [],
    records: [],
    histograms: [],
    activations: [],
    ranks: [],
    samples: [],
    predictions: [],
    answers: [],
    surface: [],
    units: [],
    stepModes: [],
    data: [],
    fitEnds: [],
    problems: [],
    depth: [],
    order: [],
    ended: null,
    stopSeen: false,
    stdout: '',
    stderr: '',
  };
  private readonly waiting = new Set<() => void>();

  private constructor(
    readonly folder: string,
    start: (run: TrainerRun) => TrainerProcess,
  ) {
    this.process = start(this);
  }

  readonly process: TrainerProcess;

  static async start(project: Project, options: RunOptions = {}): Promise<TrainerRun> {
    const { backend: chosen = 'wasm', backendPath, build, served = {}, nodeFlags = [], env = {}, ...others } = options;
    const { startWith = startTrainer, folder = await mkdtemp(join(tmpdir(), 'gradlens-trainer-')), ...rest } = others;
    const backend = typeof chosen === 'string' ? backendOf(chosen) : chosen;
    for (const [name, text] of Object.entries(project)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const runDirectory = join(folder, '.run');
    await rm(runDirectory, { recursive: true, force: true });
    await mkdir(runDirectory);
    const file = join(folder, Object.keys(project)[0] ?? '');
    const trainerOptions: TrainerOptions = {
      runId: 'test',
      file,
      backend: { ...backend, path: backendPath ?? backend.path },
      build: build?.(file) ?? null,
      sources: Object.entries(served).map(([name, text]) => ({ file: join(folder, name), text })),
      notes: [],
      saveTo: null,
      runDirectory,
      only: null,
      epochs: null,
      seed: null,
      share: 1,
      histogramInterval: 10,
      predictionSamples: 1000,
      activationInterval: 10,
      compiledStep: 'auto',
      onNotANumber: 'continue',
      statistics: true,
      stopGracePeriod: 1000,
      depth: null,
      asked: null,
      maxRunBytes: 1e9,
      ...rest,
    };
    return new TrainerRun(folder, (run) =>
      startWith({
        options: trainerOptions,
        cwd: folder,
        env: { ...process.env, ...env },
        args: [],
        nodeFlags,
        trainerEntry: join(dist, 'trainer', 'main.mjs'),
        events: run.events(),
        onOutput: (stream, text) => {
          run.told[stream] += `${text}\n`;
          run.notify();
        },
        onFault: (reason) => {
          run.told.stderr += `${reason}\n`;
        },
        onUnreadable() {},
      }),
    );
  }

  /** Resolves when what was told meets the condition; rejects when the trainer ends before. */
  async until(condition: (told: Told) => boolean): Promise<void> {
    const gone = this.process.exited.then(() => 'gone' as const);
    while (!condition(this.told)) {
      const changed = new Promise<'changed'>((resolve) => this.waiting.add(() => resolve('changed')));
      if ((await Promise.race([changed, gone])) === 'gone' && !condition(this.told)) {
        throw new Error(`The trainer ended before that.\n${JSON.stringify(this.told.problems)}\n${this.told.stderr}`);
      }
    }
  }

  /** The end of the run. */
  finished(): Promise<TrainerExit> {
    return this.process.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.dispose();
    await this.process.exited;
    await rm(this.folder, { recursive: true, force: true });
  }

  private notify(): void {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  private events(): TrainerEvents {
    const { told } = this;
    const hear = <Name extends keyof TrainerEvents>(name: Name, note: (payload: TrainerEventOf<Name>) => void) => {
      return (payload: TrainerEventOf<Name>) => {
        told.order.push(name);
        note(payload);
        this.notify();
      };
    };
    return {
      ready: hear('ready', () => {}),
      phase: hear('phase', (phase) => void told.phases.push(phase)),
      fitStarted: hear('fitStarted', (fit) => void told.fits.push(fit)),
      records: hear('records', (records) => {
        if (records.stream === 'batches') told.records.push(records);
        else if (records.stream === 'activations') told.activations.push(...rowsOf(records));
        else if (records.stream === 'ranks') told.ranks.push(...rowsOf(records));
        else if (records.stream === 'histograms') told.histograms.push(...rowsOf(records));
        else told[records.stream].push(...rowsOf(records));
      }),
      dataSeen: hear('dataSeen', (data) => void told.data.push(data)),
      epochEnded: hear('epochEnded', (epoch) => void told.epochs.push(epoch)),
      stepMode: hear('stepMode', (mode) => void told.stepModes.push(mode)),
      fitEnded: hear('fitEnded', (end) => void told.fitEnds.push(end)),
      stopSeen: () => {
        told.order.push('stopSeen');
        told.stopSeen = true;
        this.notify();
      },
      problem: hear('problem', (problem) => void told.problems.push(problem)),
      depth: hear('depth', (answer) => void told.depth.push(answer)),
      keptAnswer: hear('keptAnswer', (answer) => void told.answers.push(answer)),
      storageFull: hear('storageFull', () => {}),
      ended: hear('ended', (event) => {
        told.ended = event;
      }),
    };
  }
}

/** Runs a project to its end. */
export async function runToEnd(
  project: Project,
  options: RunOptions = {},
): Promise<
  Told & { readonly exit: TrainerExit; readonly folder: string; readonly kept: Readonly<Record<string, string | null>> }
> {
  await using run = await TrainerRun.start(project, options);
  const exit = await run.finished();
  return { ...run.told, exit, folder: run.folder, kept: await keptTexts(run.folder) };
}

/** What is kept of the project's files, by relative path. */
async function keptTexts(folder: string): Promise<Record<string, string | null>> {
  const sources = await readFile(join(folder, '.run', SOURCES_FILE), 'utf8').catch(() => '');
  return Object.fromEntries(parseSources(sources).map(({ file, text }) => [relative(folder, file), text]));
}
