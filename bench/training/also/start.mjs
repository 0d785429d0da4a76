// How long from the start to the first batch: the command line, and the others' processes.

import { at } from '../../../scripts/lib/root.mjs';
import { tfjsModule } from '../contestants/open.mjs';
import { openPython } from '../contestants/python.mjs';
import { openTfjsBare } from '../contestants/tfjsBare.mjs';
import { contestantEnvironment } from '../environment.mjs';
import { NETS } from '../nets.mjs';
import { reasonOf } from '../reason.mjs';
import { summary } from '../statistics.mjs';
import { writeUserFile } from '../userFile.mjs';
import { firstLine } from '../workers/firstLine.mjs';

/** One step. */
const TURN = { warmUpMs: 0, measureMs: 0, takeOverMs: 0 };

/** @typedef {import('../contestants/open.mjs').Context} Context */

/** @type {import('./part.mjs').Part} */
export const start = {
  id: 'start',
  title: 'From the start to the first batch of 784-64-64-10, ms',
  async run(context, { rounds }) {
    const [first] = NETS;
    if (!first) throw new Error('there are no nets');
    const net = { ...first, samples: first.batchSize };
    const file = writeUserFile(context.folder, net, { turn: TURN });
    /** @type {Record<string, () => Promise<unknown>>} */
    const starts = {
      'GradLens, from the start of its command line': () =>
        firstLine(process.execPath, [at('dist', 'cli.mjs'), 'train', file, '--json'], {
          env: contestantEnvironment({ GRADLENS_STORE: context.store }),
          pattern: /"type":"epoch"/,
        }),
      'tfjs-node, bare, from the start of Node': () =>
        openTfjsBare(context, { module: tfjsModule(context) }).turn(net, TURN),
      'Keras 2.15, from the start of Python': () => pythonStart('keras2', 'keras_worker.py', net),
      'PyTorch, from the start of Python': () => pythonStart('torch', 'torch_worker.py', net),
    };
    /** @type {Record<string, number[]>} */
    const times = {};
    /** @type {Record<string, string>} */
    const skipped = {};
    for (let round = 0; round < rounds; round++) {
      for (const [title, begin] of Object.entries(starts)) {
        if (title in skipped) continue;
        const from = performance.now();
        try {
          await begin();
          times[title] = [...(times[title] ?? []), performance.now() - from];
        } catch (error) {
          skipped[title] = reasonOf(error);
        }
      }
    }
    const data = Object.fromEntries(Object.entries(times).map(([title, values]) => [title, summary(values)]));
    const rows = Object.entries(data).map(([title, { min, median, max }]) => [
      title,
      ...[min, median, max].map((value) => value.toFixed(0)),
    ]);
    return { data, skipped, table: { header: ['', 'minimum', 'median', 'maximum'], rows } };
  },
};

/** @param {import('../environments.mjs').EnvironmentName} environment @param {string} script @param {import('../nets.mjs').Net} net */
async function pythonStart(environment, script, net) {
  const contestant = await openPython(environment, script, 'bare');
  await contestant.turn(net, TURN);
  await contestant.close();
}
