// Do the losses of the compiled step agree with those of the eager one, over 500 steps from the same weights?
import { showProgress } from '../../../scripts/lib/say.mjs';
import { openGradLens } from '../contestants/gradlens.mjs';
import { stepsPerEpoch } from '../nets.mjs';
import { writeSeededFile } from '../userFile.mjs';

const STEPS = 500;
const LIMIT = 1e-4;

/** @type {import('./part.mjs').Part} */
export const losses = {
  id: 'losses',
  title: `Losses of the compiled step against the eager one over ${STEPS} steps`,
  async run(context, { nets }) {
    /** @type {Record<string, { steps: number, difference: number }>} */
    const data = {};
    for (const net of nets) {
      showProgress(`${STEPS} steps of ${net.title}, eager and compiled`);
      const file = writeSeededFile(context.folder, net, Math.ceil(STEPS / stepsPerEpoch(net)));
      const eager = await lossesOf(context, file, 'off');
      const compiled = await lossesOf(context, file, 'auto');
      data[net.title] = { steps: Math.min(STEPS, eager.length), difference: largestDifference(eager, compiled, STEPS) };
    }
    const worst = Math.max(...Object.values(data).map(({ difference }) => difference));
    const rows = Object.entries(data).map(([title, { steps, difference }]) => [
      title,
      `${steps}`,
      difference.toExponential(1),
    ]);
    return {
      data,
      table: { header: ['net', 'steps', 'largest difference, relative to the loss or 1'], rows },
      goals: [{ goal: `losses against eager, ${STEPS} steps`, limit: LIMIT, value: worst, kept: worst <= LIMIT }],
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
