// How a step's cost grows with depth, width and batch size.
import { ENTRIES, openAll } from '../contestants/open.mjs';
import { denseNet } from '../nets.mjs';
import { median } from '../statistics.mjs';
import { takeTurns } from '../turns.mjs';

const MOST_ROUNDS = 3;
const TURN = { warmUpMs: 700, measureMs: 500, takeOverMs: 2500 };
const CONTESTANTS = ['gradlens', 'tfjs', 'keras2', 'torch'];
const STEPS_AN_EPOCH = 32;

const ofBatch = (/** @type {number} */ batchSize) => ({ batchSize, samples: STEPS_AN_EPOCH * batchSize });

const NETS = [
  ...[5, 10, 20, 50, 100].map((depth) =>
    denseNet(`depth${depth}`, `${depth} layers of 32, batch 32`, Array(depth).fill(32), ofBatch(32)),
  ),
  ...[16, 64, 256, 1024].map((width) =>
    denseNet(`width${width}`, `2 layers of ${width}, batch 32`, [width, width], ofBatch(32)),
  ),
  ...[8, 32, 128, 512].map((batch) =>
    denseNet(`batch${batch}`, `2 layers of 64, batch ${batch}`, [64, 64], ofBatch(batch)),
  ),
];

/** @type {import('./part.mjs').Part} */
export const growth = {
  id: 'growth',
  title: 'How a step grows, ms (784 inputs, 10 classes)',
  async run(context, { rounds }) {
    const entries = ENTRIES.filter(({ id }) => CONTESTANTS.includes(id));
    const { open, skipped } = await openAll(entries, context);
    try {
      const { samples, failures } = await takeTurns({
        nets: NETS,
        open,
        rounds: Math.min(rounds, MOST_ROUNDS),
        turn: TURN,
      });
      const medianOf = (/** @type {string} */ net, /** @type {string} */ id) =>
        median((samples[net]?.[id] ?? []).map(({ msPerStep }) => msPerStep));
      const rows = NETS.map(({ name, title }) => [title, ...entries.map(({ id }) => medianOf(name, id).toFixed(2))]);
      const table = { header: ['', ...entries.map(({ title }) => title)], rows };
      return { data: samples, skipped: { ...skipped, ...failures }, table };
    } finally {
      await Promise.all([...open.values()].map((contestant) => contestant.close()));
    }
  },
};
