import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { Duplex, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createBirpc } from 'birpc';
import * as v from 'valibot';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import type { TrainerCommands, TrainerEvents, TrainerOptions } from '../protocol/trainer.js';
import { checkedEvents } from './checkedEvents.js';
import { openFrames } from './frames.js';
import { killTree } from './killTree.js';
import { type Printed, readPrinted } from './printedLines.js';
import { readLines } from './textLines.js';

export type OutputStream = 'stdout' | 'stderr';

export interface TrainerStart {
  readonly options: TrainerOptions;
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
  /** Receives what the trainer tells, checked. */
  readonly events: TrainerEvents;
  /** Receives what the user's code prints: whole lines, without the last line break. */
  readonly onOutput: (stream: OutputStream, text: string) => void;
  /** The same as a terminal shows it. */
  readonly onPrinted?: (stream: OutputStream, printed: Printed) => void;
  /** Receives faults of the connection, for the log. */
  readonly onFault: (reason: string) => void;
  /** What came over the connection is nothing that a trainer sends, so the process is being ended. */
  readonly onUnreadable: () => void;
}

export interface TrainerExit {
  /** Null where a signal ended it, or where it never started. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly error: Error | null;
}

/** The host's end of one trainer. Disposing of it kills the process. */
export interface TrainerProcess extends Disposable {
  readonly pid: number | undefined;
  readonly commands: TrainerCommands;
  /** Resolves when the process is gone and all that it wrote before has been handed on. Never rejects. */
  readonly exited: Promise<TrainerExit>;
  /** Ends it by force, with what the user's code started. */
  kill(): void;
}

/** Beside the trainer's entry: what Node runs where no file of the user's is run. */
const BUILD_ENTRY = 'build.mjs';

/** The trainer's file descriptors: the one that its options come from, to be read to its end, and the one that carries messages. */
const OPTIONS_FD = 3;
const LINK_FD = 4;

/** What birpc makes of an event. */
const Call = v.object({ t: v.literal('q'), m: v.string(), a: v.array(v.unknown()) });

/**
 * How often, and how many times in a row, nothing must come after the exit before streams that something else still holds open are
 * let go. Several looks, not one long wait: an event loop that was held up fires a timer before it reads what has long arrived.
 */
const LOOK_INTERVAL = 100;
const SILENT_LOOKS = 5;

/**
 * Starts Node on the user's file, or on what builds the model, with the trainer loaded before it. It stays in this process's group, so that a terminal's
 * Ctrl-C reaches it too; it leaves the ending to this side.
 */
export function startTrainer(start: TrainerStart): TrainerProcess {
  const { options, cwd, env, args, nodeFlags, trainerEntry, background = false, execPath = process.execPath } = start;
  const entry = options.build ? join(dirname(trainerEntry), BUILD_ENTRY) : options.file;
  const child = spawn(execPath, [...nodeFlags, '--import', pathToFileURL(trainerEntry).href, entry, ...args], {
    cwd,
    env: { ...env, ELECTRON_RUN_AS_NODE: '1', GRADLENS_TRAINER: String(OPTIONS_FD) },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  handOver(child, options);
  if (background && child.pid !== undefined) giveWay(child.pid);
  const resources = new DisposableStore();
  let killing: Promise<void> | undefined;
  const kill = () => {
    killing ??= isRunning(child) ? killTree(child) : Promise.resolve();
  };

  const commands = connect(child, start, resources, kill);
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name];
    if (!stream) continue;
    resources.add(readLines(stream, (text) => start.onOutput(name, text)));
    resources.add(readPrinted(stream, (printed) => start.onPrinted?.(name, printed)));
  }
  const exited = whenGone(child).then(async (exit) => {
    await killing;
    resources.dispose();
    return exit;
  });
  return { pid: child.pid, commands, exited, kill, dispose: kill };
}

function handOver(child: ChildProcess, options: TrainerOptions): void {
  const pipe = child.stdio[OPTIONS_FD];
  if (!(pipe instanceof Writable)) return;
  // A process that ends before it reads says why by itself.
  pipe.on('error', () => {});
  pipe.end(JSON.stringify(options));
}

/** Before the process has threads, which take their priority from the one that starts them. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It is gone already, or the system does not allow it: then it runs like any other.
  }
}

function connect(
  child: ChildProcess,
  { events, onFault, onUnreadable }: TrainerStart,
  resources: DisposableStore,
  kill: () => void,
): TrainerCommands {
  const link = child.stdio[LINK_FD];
  if (!(link instanceof Duplex)) return { stop() {}, pause() {}, resume() {}, step() {}, pace() {}, rollBack() {} };
  let receive: (message: unknown) => void = () => {};
  const channel = resources.add(
    openFrames(link, {
      onMessage(message) {
        if (v.is(Call, message)) receive(message);
        else onFault('Ignored a message that is not a call');
      },
      onClose(error) {
        if (!error) return;
        onFault(`The connection to the trainer broke: ${error.message}`);
        onUnreadable();
        kill();
      },
    }),
  );
  const rpc = createBirpc<TrainerCommands, TrainerEvents>(checkedEvents(events, onFault), {
    eventNames: ['stop', 'pause', 'resume', 'step', 'pace', 'rollBack'],
    timeout: -1,
    post: (message) => channel.send(message),
    on: (listener) => {
      receive = listener;
    },
  });
  resources.add({ dispose: () => rpc.$close() });
  const send =
    <Name extends keyof TrainerCommands>(command: Name) =>
    (...args: Parameters<TrainerCommands[Name]>) => {
      if (!rpc.$closed) void rpc.$callEvent(command, ...args);
    };
  return {
    stop: send('stop'),
    pause: send('pause'),
    resume: send('resume'),
    step: send('step'),
    pace: send('pace'),
    rollBack: send('rollBack'),
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Waits for the exit and then for the end of its streams, unless something that the user's code started holds them open. */
function whenGone(child: ChildProcess): Promise<TrainerExit> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, error });
    });
    child.once('exit', () => {
      const streams = child.stdio.filter((stream) => stream !== null && stream !== undefined);
      let silent = 0;
      const look = setInterval(() => {
        silent += 1;
        if (silent > SILENT_LOOKS) for (const stream of streams) stream.destroy();
      }, LOOK_INTERVAL);
      for (const stream of streams) {
        stream.on('data', () => {
          silent = 0;
        });
      }
      child.once('close', (code, signal) => {
        clearInterval(look);
        resolve({ code, signal, error: null });
      });
    });
  });
}
