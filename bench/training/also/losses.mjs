// Do the losses of the compiled step agree with those of the eager one, over 500 steps from the same weights?
import { showProgress } from '../../../scripts/lib/say.mjs';
import { openGradLens } from '../contestants/gradlens.mjs';
import { judged } from '../goals.mjs';
import { stepsPerEpoch } from '../nets.mjs';
import { writeSeededFile } from '../userFile.mjs';

const STEPS = 500;
const LIMIT = 1e-4;
/** What the last bit of a number comes to: a difference that nobody would call one. */
const DISTURBED_RATE = 0.001000001;

/** @type {import('./part.mjs').Part} */
export const losses = {
  id: 'losses',
  title: `Losses of the compiled step against the eager one over ${STEPS} steps`,
  async run(context, { nets }) {
    /** @type {Record<string, { difference: number, disturbed: number }>} */
    const data = {};
    for (const net of nets) {
      showProgress(`${STEPS} steps of ${net.title}, eager and compiled`);
      const epochs = Math.ceil(STEPS / stepsPerEpoch(net));
      const losses = (/** @type {'off' | 'auto'} */ compiledStep, /** @type {number | undefined} */ learningRate) =>
        lossesOf(
          context,
          writeSeededFile(context.folder, net, { epochs, ...(learningRate ? { learningRate } : {}) }),
          compiledStep,
        );
      const eager = await losses('off', undefined);
      data[net.title] = {
        difference: largestDifference(eager, await losses('auto', undefined), STEPS),
        disturbed: largestDifference(eager, await losses('off', DISTURBED_RATE), STEPS),
      };
    }
    const rows = Object.entries(data).map(([title, { difference, disturbed }]) => [
      title,
      difference.toExponential(1),
      disturbed.toExponential(1),
    ]);
    return {
      data,
      table: {
        header: [
          'largest difference, relative to the loss or 1',
          'compiled',
          'eager, its learning rate a millionth larger',
        ],
        rows,
      },
      goals: [
        judged(
          `losses against eager, ${STEPS} steps, difference`,
          LIMIT,
          Object.entries(data).map(([title, { difference }]) => ({ value: difference, title })),
        ),
      ],
    };
  },
};

/** @param {import('../contestants/open.mjs').Context} context @param {string} file @param {'off' | 'auto'} compiledStep */
async function lossesOf(context, file, compiledStep) {
  const contestant = openGradLens(context, { compiledStep });
  try {
    return await contestant.losses(file);
  } finally {
    await contestant.close();
  }
}

/**
 * Over the first batches; infinite where one of the two has a number and the other does not, or has no batch.
 * @param {readonly number[]} expected @param {readonly number[]} actual @param {number} count
 */
export function largestDifference(expected, actual, count) {
  const differences = expected.slice(0, count).map((value, index) => {
    const other = actual[index] ?? Number.POSITIVE_INFINITY;
    if (Object.is(value, other)) return 0;
    const difference = Math.abs(value - other) / Math.max(1, Math.abs(value));
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  });
  return Math.max(...differences);
}
