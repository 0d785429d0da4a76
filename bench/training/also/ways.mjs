// Every way of training against `fit` of the same net, side by side in each round.
import { pathToFileURL } from 'node:url';
import { at } from '../../../scripts/lib/root.mjs';
import { showProgress } from '../../../scripts/lib/say.mjs';
import { contestantEnvironment } from '../environment.mjs';
import { ensureEnvironment } from '../environments.mjs';
import { judged } from '../goals.mjs';
import { reasonOf } from '../reason.mjs';
import { median } from '../statistics.mjs';
import { WAY_NETS, writeWays } from '../wayFiles.mjs';
import { MEASURED_MS, stepOnCommandLine, TRAINED_MS } from '../workers/commandLine.mjs';
import { TrainingProcess } from '../workers/trainingProcess.mjs';

const PROGRAM = at('bench', 'training', 'python', 'keras_program.py');
const KERAS_TIMEOUT = 300_000;
const ITSELF = 'keras2';

/** @typedef {{ id: string, title: string, step: () => Promise<number> }} Turn `step` resolves to ms of processor time */

/** @type {import('./part.mjs').Part} */
export const ways = {
  id: 'ways',
  title: 'Ways of training, ms of processor time a step: ratio to `fit`',
  async run(context, { rounds }) {
    const gradlens = await import(pathToFileURL(context.gradlens).href);
    /** @type {Record<string, Record<string, number[]>>} by way and net */
    const data = {};
    /** @type {Record<string, string>} */
    const skipped = {};
    /** @type {Turn[]} */
    let turns = [];
    for (let round = 1; round <= rounds; round++) {
      for (const net of WAY_NETS) {
        turns = turnsOf(gradlens, context, net);
        for (const { id, step } of turns) {
          const key = `${id}, ${net.title}`;
          if (key in skipped) continue;
          showProgress(`round ${round} of ${rounds}: ${net.title}: ${id}`);
          try {
            const time = await step();
            const ofWay = data[id] ?? {};
            data[id] = { ...ofWay, [net.title]: [...(ofWay[net.title] ?? []), time] };
          } catch (error) {
            skipped[key] = reasonOf(error);
          }
        }
      }
    }
    const medianOf = (/** @type {string} */ id, /** @type {string} */ net) => median(data[id]?.[net] ?? []);
    const ratioOf = (/** @type {string} */ id, /** @type {string} */ other, /** @type {string} */ net) =>
      medianOf(id, net) / medianOf(other, net);
    const rows = turns.map(({ id, title }) => [
      title,
      ...WAY_NETS.map((net) => {
        const ratio = id === 'fit' ? '' : `: ${ratioOf(id, 'fit', net.title).toFixed(2)}`;
        return data[id]?.[net.title] ? `${medianOf(id, net.title).toFixed(2)}${ratio}` : '-';
      }),
    ]);
    const against = (
      /** @type {string} */ goal,
      /** @type {number} */ limit,
      /** @type {[string, string]} */ [id, other],
    ) =>
      judged(
        goal,
        limit,
        WAY_NETS.map((net) => ({ value: ratioOf(id, other, net.title), title: net.title })),
      );
    const goals = turns
      .filter(({ id }) => id !== 'fit' && id !== ITSELF)
      .map(({ id, title }) => against(`${title}: \`fit\`, every net`, 1.15, [id, 'fit']));
    goals.push(against('Keras Python: Keras 2.15 on the same program, every net', 0.5, ['keras', ITSELF]));
    return { data, skipped, goals, table: { header: ['', ...WAY_NETS.map(({ title }) => title)], rows } };
  },
};

/**
 * @param {import('../gradlensModule.mjs').GradLensModule} gradlens
 * @param {import('../contestants/open.mjs').Context} context
 * @param {import('../wayFiles.mjs').WayNet} net
 * @returns {Turn[]}
 */
function turnsOf(gradlens, { folder, store }, net) {
  const all = writeWays(folder, net);
  const own = all.map((way) => ({ ...way, step: () => stepOnCommandLine(gradlens, store, way) }));
  const program = all.find(({ id }) => id === 'keras');
  if (!program) return own;
  return [...own, { id: ITSELF, title: 'Keras 2.15, the same program', step: () => stepOfKeras(program.file) }];
}

async function stepOfKeras(/** @type {string} */ file) {
  const { python } = await ensureEnvironment('keras2');
  const args = [PROGRAM, file, String(TRAINED_MS), String(MEASURED_MS)];
  const training = new TrainingProcess(python, args, contestantEnvironment({ PYTHONDONTWRITEBYTECODE: '1' }));
  try {
    return (await training.ask(null, KERAS_TIMEOUT)).msPerStep;
  } finally {
    await training.close();
  }
}
