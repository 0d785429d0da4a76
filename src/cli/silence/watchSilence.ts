import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Disposable } from '../../lifecycle/disposables.js';
import { backendName } from '../../protocol/backend.js';
import { isHeld } from '../../protocol/trainer.js';
import type { Run } from '../../runs/types.js';
import { BUILT } from '../builtFiles.js';
import { CLEAR_LINE, type FromMain, type WatchData } from './watchMessages.js';

/** Says on stderr what is being done whenever nothing has been written for two seconds. */
export interface SilenceWatch extends Disposable {
  doing(what: FromMain): void;
  /** Says nothing while somebody is asked. */
  whileAsking<T>(ask: () => Promise<T>): Promise<T>;
}

/** Looks from a thread of its own, as reading and planning a large file keep this one busy. */
export function watchSilence({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): SilenceWatch {
  const cell = () => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const data: WatchData = { writes: cell(), drawn: cell(), redraws: stderr.isTTY === true };
  const worker = new Worker(BUILT.silence, { workerData: data, execArgv: [], name: 'GradLens silence' });
  worker.unref();
  const clear = () => {
    if (Atomics.exchange(data.drawn, 0, 0) === 1) writeError(CLEAR_LINE);
  };
  const writeError = stderr.write.bind(stderr);
  const restored = [stdout, stderr].map((stream) => {
    const { write } = stream;
    stream.write = new Proxy(write, {
      apply(target, _, args) {
        Atomics.add(data.writes, 0, 1);
        clear();
        return Reflect.apply(target, stream, args);
      },
    });
    return () => {
      stream.write = write;
    };
  });
  let current: FromMain = null;
  const doing = (what: FromMain) => {
    if (what === current) return;
    current = what;
    worker.postMessage(what);
  };
  return {
    doing,
    async whileAsking(ask) {
      const before = current;
      doing(null);
      try {
        return await ask();
      } finally {
        doing(before);
      }
    },
    dispose() {
      void worker.terminate();
      for (const restore of restored) restore();
      clear();
    },
  };
}

/** @param showsBatches whether a line with the last batch stays in sight */
export function doingOf({ state, fits, request }: Run, showsBatches: boolean): FromMain {
  switch (state.kind) {
    case 'starting':
      return 'starting Node';
    case 'stopping':
      return 'stopping';
    case 'ended':
      return 'writing the last records';
    case 'active':
      break;
  }
  if (state.phase === 'held-open' || isHeld(state.phase)) return null;
  const file = basename(request.file);
  if (state.phase !== 'training') {
    return fits.length > 0
      ? `running ${file} after a fit`
      : `loading ${backendName(request.backend)} and running ${file}: no fit yet`;
  }
  const hasBatch = fits.some(({ latest, end }) => latest && !end);
  if (!hasBatch) return 'training the first batch';
  return showsBatches ? null : 'training';
}
