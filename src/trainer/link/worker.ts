import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { Disposable } from '../../lifecycle/disposables.js';
import { type FrameChannel, openFrames } from '../../process/frames.js';
import type { TrainerCommands, TrainerEvents } from '../../protocol/trainer.js';
import { movedWords } from '../../system/movedPaths.js';
import { ControlFlags } from './controlFlags.js';
import { HostQueue } from './hostQueue.js';
import { answerLocations, Locations, type LocationsThread } from './locations.js';
import type { FromLinkWorker, LinkEvent, LinkWorkerData, ToLinkWorker } from './messages.js';
import { Recorder } from './recorder.js';
import { RunStorage } from './runStorage.js';

/** The duplex pipe to the host among the trainer's file descriptors. */
const HOST_PIPE = 4;

/** Milliseconds between two looks at the parent process, for where the pipe stays open after the host's end. */
const PARENT_INTERVAL = 1000;

/** Milliseconds in which a trainer whose end is told has to be gone when its host is. */
const LAST_MOMENTS = 1500;

/**
 * The link thread. It stays alive while user code blocks the main thread: it records, takes Stop and Pause, and ends the process
 * when the host is gone.
 */
function run(port: NonNullable<typeof parentPort>, { options, flags: memory }: LinkWorkerData): void {
  const flags = new ControlFlags(memory);
  let ended = false;

  const post = (message: FromLinkWorker) => port.postMessage(message);
  const commands: TrainerCommands = {
    stop() {
      flags.requestStop();
      post('stop');
    },
    pause() {
      flags.requestPause();
      post('asked');
    },
    resume() {
      flags.requestResume();
      post('asked');
    },
    step(unit) {
      flags.requestStep(unit);
      post('asked');
    },
    pace(interval) {
      flags.setInterval(interval);
      post('asked');
    },
    rollBack(how) {
      flags.requestRollBack(how);
      post('asked');
    },
  };

  const hostGone = () => {
    recorder.finishAtOnce();
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), ended ? LAST_MOMENTS : 0);
  };
  const { channel, send } = connect(commands, hostGone);
  const { toldAs } = options;
  const queue: HostQueue = new HostQueue(
    {
      send: toldAs ? (event) => send(movedWords(event, toldAs)) : send,
      flushed: () => channel.flushed().then(() => flags.tellProgress()),
    },
    () => recorder.resume(),
  );
  const storage: RunStorage = new RunStorage(options, {
    onWritten: () => flags.tellProgress(),
    onProblem: (payload) => recorder.tell({ name: 'problem', payload }),
    onFull: (bytes) => recorder.tell({ name: 'storageFull', payload: { bytes } }),
  });
  const recorder = new Recorder({
    storage,
    queue,
    locations: new Locations(__filename, options.sources),
    onProgress: () => flags.tellProgress(),
  });
  watchParent(hostGone);

  port.on('message', (message: ToLinkWorker) => {
    recorder.receive(message);
    if (message.type !== 'end') return;
    ended = true;
    void recorder.finish().then(() => flags.markEnded());
  });
  process.on('exit', () => flags.markGone());
  process.on('uncaughtException', (error) => {
    // Written at once: the main thread may be blocked, and passes on what a thread prints only when it is not.
    writeSync(2, `GradLens can no longer record this run, so it ends it: ${error.stack ?? error.message}\n`);
    process.kill(process.pid, 'SIGKILL');
  });
}

function connect(
  commands: TrainerCommands,
  onClose: () => void,
): { channel: FrameChannel; send: (event: LinkEvent) => boolean } {
  let receive: (message: unknown) => void = () => {};
  const channel = openFrames(new Socket({ fd: HOST_PIPE }), { onMessage: (message) => receive(message), onClose });
  let takesMore = true;
  const rpc = createBirpc<TrainerEvents, TrainerCommands>(commands, {
    post: (message: unknown) => {
      takesMore = channel.send(message);
    },
    on: (listener) => {
      receive = listener;
    },
  });
  return {
    channel,
    send({ name, payload }) {
      rpc.$callEvent(name, ...([payload] as Parameters<TrainerEvents[typeof name]>)).catch((error: unknown) => {
        process.stderr.write(`GradLens could not send ${name} to its window: ${error}\n`);
      });
      return takesMore;
    },
  };
}

/** Calls back when the process that started this one is gone. */
function watchParent(onGone: () => void): Disposable {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, PARENT_INTERVAL);
  return { dispose: () => clearInterval(timer) };
}

if (parentPort) {
  const data = workerData as LinkWorkerData | LocationsThread;
  if ('locationsIn' in data) answerLocations(parentPort, data);
  else run(parentPort, data);
}
