import * as v from 'valibot';
import type { BackendKind } from './backend.js';
import { Count, entity, list } from './schema.js';
import { type SweepParameter, SweepValue } from './sweep.js';
import type { TrainerOptions } from './trainer.js';

/** Lines of JSON between this machine, the driver in Python that speaks to Ray (`ray/driver.py`), and what trains on a worker (`ray/worker`). */

/** A file of a run's, by its path in the run's folder: never one that lies elsewhere, or that this machine writes itself. */
const RunFilePath = v.pipe(
  v.string(),
  v.regex(/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)?$/),
  v.check((path) => path !== 'run.json' && path !== 'output.ndjson'),
);

const Bytes = v.pipe(v.string(), v.base64());

/** What a worker writes, a line each. */
export const WorkerMessage = v.variant('type', [
  /** What the trainer told and printed, in its order: `WorkerCall`s as `v8.serialize` writes them. */
  entity({ type: v.literal('calls'), data: Bytes }),
  /** More of a file of the run's, from a byte on. */
  entity({ type: v.literal('file'), path: RunFilePath, at: Count, data: Bytes }),
  /** What a person should know of the worker's machine. */
  entity({ type: v.literal('note'), text: v.string() }),
  /** The last line: the trainer is gone. */
  entity({
    type: v.literal('exit'),
    code: v.nullable(v.number()),
    signal: v.nullable(v.string()),
    error: v.nullable(v.string()),
  }),
]);
export type WorkerMessage = v.InferOutput<typeof WorkerMessage>;

const Stream = v.picklist(['stdout', 'stderr']);

/** What is called here of what `startTrainer` takes; an event's value is checked by `process/checkedEvents`. */
export const WorkerCall = v.union([
  v.tuple([v.literal('event'), v.string(), v.unknown()]),
  v.tuple([v.literal('output'), Stream, v.string()]),
  v.tuple([v.literal('printed'), Stream, entity({ lines: list(v.string()), open: v.string() })]),
  v.tuple([v.literal('fault'), v.string()]),
  v.tuple([v.literal('unreadable')]),
]);
export type WorkerCall = v.InferOutput<typeof WorkerCall>;

const Attempt = { trial: v.string(), attempt: v.pipe(Count, v.minValue(1)) };

/** What the driver writes, a line each. */
export const DriverMessage = v.variant('type', [
  /** There is no such cluster, or no Ray. */
  entity({ type: v.literal('refused'), reason: v.string() }),
  /** Connected, to so many nodes with so many processors. */
  entity({
    type: v.literal('ready'),
    ray: v.string(),
    nodes: Count,
    cpus: v.number(),
    /** Kinds of machine that have no Node that trains, as Node names them: `linux-x64`. */
    nodeless: list(v.string()),
    /** Its version beside the driver; null where it is not installed. */
    optuna: v.nullable(v.string()),
  }),
  /** The project's files are where workers get them. */
  entity({ type: v.literal('prepared') }),
  /** A worker begins a trial: from the second attempt on the one before is lost. */
  entity({ type: v.literal('started'), ...Attempt, node: v.string() }),
  /** What a worker wrote. */
  entity({ type: v.literal('lines'), ...Attempt, lines: list(v.string()) }),
  /** Ray is done with a trial; a reason where it gave it up, or was asked to. */
  entity({ type: v.literal('ended'), trial: v.string(), failure: v.nullable(v.string()) }),
  /** What Optuna proposes, asked for last; null with a reason. */
  entity({
    type: v.literal('proposed'),
    values: v.nullable(v.record(v.string(), SweepValue)),
    failure: v.nullable(v.string()),
  }),
]);
export type DriverMessage = v.InferOutput<typeof DriverMessage>;

/** What a worker is given: all paths are those of this machine, and `folders` says which of them it has to move. */
export interface WorkerJob {
  readonly options: TrainerOptions;
  /** Asked for; null for tfjs-node where the worker can have it. `options` has the embedded one. */
  readonly backend: BackendKind | null;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly nodeFlags: readonly string[];
  readonly folders: { readonly project: string; readonly embedded: string; readonly run: string };
}

/** What Optuna is told of a sweep: all that it knows of it. */
export interface SearchHistory {
  readonly parameters: readonly Pick<SweepParameter, 'id' | 'values' | 'isRange' | 'whole' | 'scale'>[];
  readonly tried: readonly {
    readonly values: Readonly<Record<string, SweepValue>>;
    /** As Optuna calls it: `pruned` is worse than all that are complete. */
    readonly state: 'running' | 'complete' | 'pruned' | 'fail';
    /** By the sweep's measure; null where it came to none. */
    readonly value: number | null;
    readonly epochs: number;
  }[];
  readonly isLargerBetter: boolean;
  readonly seed: number;
}

/** What the driver is told, a line each. */
export type DriverCommand =
  | { readonly type: 'prepare'; readonly folder: string }
  | { readonly type: 'propose'; readonly history: SearchHistory }
  | { readonly type: 'run'; readonly trial: string; readonly job: WorkerJob; readonly retries: number }
  | { readonly type: 'tell'; readonly trial: string; readonly command: WorkerCommand }
  | { readonly type: 'kill'; readonly trial: string };

/** Asked of a trainer on a worker: a command by its name, with its arguments. */
export const WorkerCommand = v.tuple([
  v.picklist(['stop', 'pause', 'resume', 'step', 'pace', 'rollBack']),
  list(v.unknown()),
]);
export type WorkerCommand = v.InferOutput<typeof WorkerCommand>;
