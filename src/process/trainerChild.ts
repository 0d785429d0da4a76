import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { BackendInfo } from '../protocol/backend.js';
import type { TrainerOptions } from '../protocol/trainer.js';

/** How Node is started for a trainer. */
export interface NodeStart {
  readonly options: Pick<TrainerOptions, 'file' | 'build'>;
  /** Working directory of the user's code. */
  readonly cwd: string;
  /** Environment of the user's code. */
  readonly env: NodeJS.ProcessEnv;
  /** Arguments of the user's code. */
  readonly args: readonly string[];
  /** Flags of Node itself. */
  readonly nodeFlags: readonly string[];
  /** The built src/trainer/main.ts. */
  readonly trainerEntry: string;
  /** Run at a lower priority than the rest of the machine. */
  readonly background?: boolean;
  /** A Node or an Electron; this process's own where it is left out. */
  readonly execPath?: string;
}

/** Beside the trainer's entry: what Node runs where no file of the user's is run. */
const BUILD_ENTRY = 'build.mjs';

/** The trainer's file descriptors: the one that its options come from, to be read to its end, and the one that carries messages. */
const OPTIONS_FD = 3;
export const LINK_FD = 4;

/** What Node runs once the trainer is loaded. */
export const entryOf = ({ options, trainerEntry }: NodeStart): string =>
  options.build ? join(dirname(trainerEntry), BUILD_ENTRY) : options.file;

/**
 * Starts Node on the user's file, or on what builds the model, with the trainer loaded before it, which waits for its options. It stays in this process's
 * group, so that a terminal's Ctrl-C reaches it too; it leaves the ending to this side.
 */
export function spawnTrainer(start: NodeStart): ChildProcess {
  const { cwd, env, args, nodeFlags, trainerEntry, background = false, execPath = process.execPath } = start;
  const child = spawn(execPath, [...nodeFlags, '--import', pathToFileURL(trainerEntry).href, entryOf(start), ...args], {
    cwd,
    env: { ...env, ELECTRON_RUN_AS_NODE: '1', GRADLENS_TRAINER: String(OPTIONS_FD) },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  // A process that ends before it reads says why by itself.
  optionsPipe(child)?.on('error', () => {});
  if (background && child.pid !== undefined) giveWay(child.pid);
  return child;
}

/** Has a trainer load its backend while nobody has run anything yet. */
export function loadAhead(child: ChildProcess, backend: BackendInfo): void {
  optionsPipe(child)?.write(`${JSON.stringify(backend)}\n`);
}

export function handOver(child: ChildProcess, options: TrainerOptions): void {
  optionsPipe(child)?.end(JSON.stringify(options));
}

export function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function optionsPipe(child: ChildProcess): Writable | null {
  const pipe = child.stdio[OPTIONS_FD];
  return pipe instanceof Writable ? pipe : null;
}

/** Before the process has threads, which take their priority from the one that starts them. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It is gone already, or the system does not allow it: then it runs like any other.
  }
}
