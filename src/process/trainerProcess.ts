import type { ChildProcess } from 'node:child_process';
import { Duplex } from 'node:stream';
import { createBirpc } from 'birpc';
import * as v from 'valibot';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import type { TrainerCommands, TrainerEvents, TrainerOptions } from '../protocol/trainer.js';
import { checkedEvents } from './checkedEvents.js';
import { openFrames } from './frames.js';
import { killTree } from './killTree.js';
import { type Printed, readPrinted } from './printedLines.js';
import { readLines } from './textLines.js';
import { handOver, isRunning, LINK_FD, type NodeStart, spawnTrainer } from './trainerChild.js';

export type OutputStream = 'stdout' | 'stderr';

export interface TrainerStart extends NodeStart {
  readonly options: TrainerOptions;
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

/** What birpc makes of an event. */
const Call = v.object({ t: v.literal('q'), m: v.string(), a: v.array(v.unknown()) });

/**
 * How often, and how many times in a row, nothing must come after the exit before streams that something else still holds open are
 * let go. Several looks, not one long wait: an event loop that was held up fires a timer before it reads what has long arrived.
 */
const LOOK_INTERVAL = 100;
const SILENT_LOOKS = 5;

export const startTrainer = (start: TrainerStart): TrainerProcess => trainIn(spawnTrainer(start), start);

/** @param child that was started so, and waits for its options */
export function trainIn(child: ChildProcess, start: TrainerStart): TrainerProcess {
  handOver(child, start.options);
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
