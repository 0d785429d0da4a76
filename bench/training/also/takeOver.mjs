// How long from the beginning of a fit until a whole step of its net is done compiled.
import { openGradLens } from '../contestants/gradlens.mjs';
import { judged } from '../goals.mjs';
import { denseNet, NETS } from '../nets.mjs';
import { summary } from '../statistics.mjs';

const TURN = { warmUpMs: 0, measureMs: 2000, takeOverMs: 1000 };
const LIMIT_MS = 300;
const STEPS_AN_EPOCH = 32;
const DEEP = denseNet('deep100', '784-32x100-10, batch 32', Array(100).fill(32), { samples: STEPS_AN_EPOCH * 32 });
const MEASURED = [...NETS.filter(({ name }) => name === 'dense64x2' || name === 'lstm'), DEEP];

/** @type {import('./part.mjs').Part} */
export const takeOver = {
  id: 'takeOver',
  title: 'From the beginning of a fit to the end of its first compiled step, ms',
  async run(context, { rounds }) {
    const gradlens = openGradLens(context, {});
    /** @type {Record<string, number[]>} by net */
    const data = {};
    try {
      for (let round = 0; round < rounds; round++) {
        for (const net of MEASURED) {
          const { firstCompiled, mode } = await gradlens.turn(net, TURN);
          if (!firstCompiled) throw new Error(`${net.title} stayed ${mode}`);
          data[net.title] = [...(data[net.title] ?? []), firstCompiled];
        }
      }
    } finally {
      await gradlens.close();
    }
    const rows = Object.entries(data).map(([title, times]) => {
      const { min, median, max } = summary(times);
      return [title, ...[min, median, max].map((time) => time.toFixed(0))];
    });
    const goals = [
      judged(
        'ms until the first compiled step is done, every net',
        LIMIT_MS,
        Object.entries(data).map(([title, times]) => ({ value: summary(times).median, title })),
      ),
    ];
    return { data, goals, table: { header: ['', 'minimum', 'median', 'maximum'], rows } };
  },
};
