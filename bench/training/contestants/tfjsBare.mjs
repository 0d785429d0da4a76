// Plain tfjs: the user's file run by Node alone, in a process of its own each time.
import { pathToFileURL } from 'node:url';
import { at } from '../../../scripts/lib/root.mjs';
import { contestantEnvironment } from '../environment.mjs';
import { writeUserFile } from '../userFile.mjs';
import { TrainingProcess } from '../workers/trainingProcess.mjs';

const HOOKS = pathToFileURL(at('bench', 'training', 'workers', 'storeTfjs.mjs')).href;
const TURN_TIMEOUT = 300_000;

/**
 * @param {import('./open.mjs').Context} context
 * @param {{ module: string, wasm?: string }} tfjs the module that stands for tfjs-node, and the folder of WASM files to compute with
 * @returns {import('./open.mjs').Contestant}
 */
export function openTfjsBare({ folder }, { module, wasm }) {
  return {
    async turn(net, turn) {
      const file = writeUserFile(folder, net, { turn });
      const env = contestantEnvironment({ TFJS_MODULE: module, ...(wasm ? { TFJS_WASM: wasm } : {}) });
      const training = new TrainingProcess(process.execPath, ['--import', HOOKS, file], env);
      try {
        return await training.ask(null, TURN_TIMEOUT);
      } finally {
        await training.close();
      }
    },
    close: async () => {},
  };
}
