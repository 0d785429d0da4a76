// How a step's cost grows with depth, width and batch size.
import { compare } from '../compare.mjs';
import { ENTRIES } from '../contestants/open.mjs';
import { denseNet } from '../nets.mjs';

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
    const turns = { nets: NETS, rounds: Math.min(rounds, MOST_ROUNDS), turn: TURN };
    const { samples, figures, skipped } = await compare(entries, context, turns);
    const cell = (/** @type {string} */ net, /** @type {string} */ id) =>
      (figures[net]?.[id]?.median ?? Number.NaN).toFixed(2);
    const rows = NETS.map(({ name, title }) => [title, ...entries.map(({ id }) => cell(name, id))]);
    return { data: samples, skipped, table: { header: ['', ...entries.map(({ title }) => title)], rows } };
  },
};
