// The embedded default against tfjs's WASM backend as it is published, and against tfjs-node.
import { at } from '../../../scripts/lib/root.mjs';
import { compare } from '../compare.mjs';
import { openGradLens } from '../contestants/gradlens.mjs';
import { tfjsModule } from '../contestants/open.mjs';
import { openTfjsBare } from '../contestants/tfjsBare.mjs';
import { judged } from '../goals.mjs';
import { NETS } from '../nets.mjs';

const MOST_ROUNDS = 3;
const TURN = { warmUpMs: 1000, measureMs: 1000, takeOverMs: 2000 };
const WIDE = 'dense512x3';
const nets = NETS.filter(({ name }) => ['dense64x2', WIDE, 'cnn', 'lesson'].includes(name));

/** @type {import('../contestants/open.mjs').Entry[]} */
const ENTRIES = [
  {
    id: 'gradlensWasm',
    title: 'GradLens on its embedded default',
    open: (context) => openGradLens(context, {}, 'wasm'),
  },
  {
    id: 'embedded',
    title: 'embedded default, bare fit',
    open: (context) =>
      openTfjsBare(context, { module: at('dist', 'embedded', 'tfjs.cjs'), wasm: at('dist', 'embedded') }),
  },
  {
    id: 'published',
    title: 'published WASM backend, bare fit',
    open: (context) =>
      openTfjsBare(context, {
        module: at('node_modules', '@tensorflow', 'tfjs', 'dist', 'tf.node.js'),
        wasm: at('node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist'),
      }),
  },
  {
    id: 'tfjs',
    title: 'tfjs-node, bare fit',
    open: (context) => openTfjsBare(context, { module: tfjsModule(context) }),
  },
];

/** @type {import('./part.mjs').Part} */
export const wasm = {
  id: 'wasm',
  title: 'WASM, ms a step',
  async run(context, { rounds }) {
    const turns = { nets, rounds: Math.min(rounds, MOST_ROUNDS), turn: TURN };
    const { samples, figures, skipped } = await compare(ENTRIES, context, turns);
    const medianOf = (/** @type {string} */ net, /** @type {string} */ id) => figures[net]?.[id]?.median ?? Number.NaN;
    const cell = (/** @type {number} */ value) => (Number.isNaN(value) ? 'does not train' : value.toFixed(1));
    const rows = ENTRIES.map(({ id, title }) => [title, ...nets.map(({ name }) => cell(medianOf(name, id)))]);
    const ratio = (/** @type {string} */ net, /** @type {string} */ own, /** @type {string} */ other) =>
      medianOf(net, own) / medianOf(net, other);
    const added = nets.map(({ name, title }) => ({ value: ratio(name, 'gradlensWasm', 'embedded'), title }));
    return {
      data: samples,
      skipped,
      table: { header: ['', ...nets.map(({ title }) => title)], rows },
      goals: [
        judged('WASM with statistics: the embedded bare fit, every net', 1.25, added),
        judged('WASM bare fit of 784-512x3-10: tfjs-node bare', 0.9, [{ value: ratio(WIDE, 'embedded', 'tfjs') }]),
        judged('WASM bare fit of 784-512x3-10: as published', 0.3, [{ value: ratio(WIDE, 'embedded', 'published') }]),
      ],
    };
  },
};
