// Judges a fit of 100 layers and 20,000 batches again and again, an epoch later each time, as a host does once a second.
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { bundleModule } from '../bundledModule.mjs';

const LAYERS = 100;
const EPOCHS = 200;
const TIMES = 40;
const OUTPUT_ROWS = 32;
const RANK_ROWS = 256;

const SOURCE = `
export { judgeFit } from './src/diagnosis/run/judgeFit.ts';
export { falling, figures, flat } from './test/unit/diagnosis/run/figures.ts';
`;

/** @returns {Promise<number>} the exit code */
export async function measureJudging() {
  const outfile = await bundleModule(SOURCE, at('.cache', 'bench', 'judging.mjs'));
  const { judgeFit, figures, falling, flat } = await import(outfile);
  const layers = (/** @type {boolean} */ vanishes) =>
    Array.from({ length: LAYERS }, (_, index) => {
      const gradNorm = vanishes ? 10 ** (-12 + index / 9) : 0.1;
      const isLast = index === LAYERS - 1;
      return {
        activation: isLast ? 'softmax' : 'sigmoid',
        units: isLast ? 3 : 64,
        gradNorm,
        gradMeanAbs: gradNorm / 10,
      };
    });
  const common = { logs: { acc: flat(0.33, EPOCHS) }, data: {}, perEpoch: 100, isLive: true };
  const fits = {
    learns: figures({ ...common, losses: falling(1.1, 0.5, EPOCHS), layers: layers(false) }),
    vanishes: figures({ ...common, losses: flat(1.0986, EPOCHS), layers: layers(true) }),
  };
  for (const [name, made] of Object.entries(fits)) {
    const outputs = Array.from({ length: OUTPUT_ROWS }, () => made.outputs[0]);
    const ranks = Array.from({ length: RANK_ROWS }, () => made.ranks[0]);
    const costs = [];
    let before = null;
    for (let time = 0; time < TIMES; time++) {
      const fit = { ...made, outputs, ranks, epochs: made.epochs.slice(0, EPOCHS - TIMES + time) };
      const start = process.cpuUsage();
      before = judgeFit(fit, fail, before);
      const { user, system } = process.cpuUsage(start);
      costs.push((user + system) / 1000);
    }
    const [first = 0, ...others] = costs;
    const sorted = others.sort((one, other) => one - other);
    const [median = 0, most = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    say(`${name}: ${median.toFixed(1)} ms of a core (the first ${first.toFixed(1)}, the most ${most.toFixed(1)})`);
  }
  return 0;
}

function fail(/** @type {string} */ _rule, /** @type {unknown} */ error) {
  throw error;
}
