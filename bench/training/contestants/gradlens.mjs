// GradLens as a user gets it: its trainer, started by its own host code, with records streamed, stored and written.
import { at } from '../../../scripts/lib/root.mjs';
import { contestantEnvironment } from '../environment.mjs';
import { writeUserFile } from '../userFile.mjs';
import { TrainingProcess } from '../workers/trainingProcess.mjs';

const HOST = at('bench', 'training', 'workers', 'gradlensHost.mjs');
const TURN_TIMEOUT = 300_000;
/** 500 eager steps of an LSTM. */
const LOSSES_TIMEOUT = 900_000;

/**
 * @param {import('./open.mjs').Context} context
 * @param {object} settings what a person would have set
 * @param {'tfjs-node' | 'wasm'} [kind]
 * @returns {import('./open.mjs').Contestant & { losses: (file: string) => Promise<number[]> }}
 */
export function openGradLens(context, settings, kind = 'tfjs-node') {
  const { gradlens, store, folder } = context;
  const host = new TrainingProcess(process.execPath, [HOST, gradlens, store], contestantEnvironment());
  const backend =
    kind === 'wasm'
      ? { kind, version: context.tfjsVersion, origin: 'embedded', path: at('dist', 'embedded') }
      : { kind, version: context.tfjsVersion, origin: 'gradlens', path: context.tfjsNode };
  return {
    async turn(net, turn) {
      // A run is a new process each time, and its compiled step takes over while it trains.
      const file = writeUserFile(folder, net, { turn: { ...turn, warmUpMs: turn.takeOverMs } });
      const { losses: _, ...figures } = await host.ask({ file, backend, settings }, TURN_TIMEOUT);
      return figures;
    },
    /** Losses of every batch of a file of its own. */
    losses: async (/** @type {string} */ file) => (await host.ask({ file, backend, settings }, LOSSES_TIMEOUT)).losses,
    close: () => host.close(),
  };
}
