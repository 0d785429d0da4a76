// What is trained to see what evidence costs: nets, ways of training, and backends.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { at } from '../../../scripts/lib/root.mjs';
import { denseNet, NETS } from '../../training/nets.mjs';
import { modelSource } from '../../training/userFile.mjs';

const BLOCKS = pathToFileURL(at('bench', 'diagnosis', 'evidence', 'blocks.mjs')).href;
/** More than any case takes: its blocks end it. */
const EPOCHS = 1_000_000;
const SMALL = denseNet('small', '20-16-10, batch 32', [16], { input: 20, samples: 2048 });
const DEEP = denseNet('deep', '784-32x100-10, batch 32', Array(100).fill(32), { samples: 1024 });

/**
 * @typedef {import('../../training/nets.mjs').Net} Net
 * @typedef {{ id: string, net: Net, way: keyof typeof WAYS, args: string[] }} Case
 */

const WAYS = {
  fit: byFit(false),
  fitDataset: byFit(true),
  trainOnBatch: byHand('await model.trainOnBatch(batch.x, batch.y)'),
  minimize: byHand(
    'model.optimizer.minimize(() => tf.metrics.categoricalCrossentropy(batch.y, model.apply(batch.x, { training: true })).mean())',
  ),
};

/** @type {Case[]} */
export const CASES = [
  ...[...NETS, SMALL, DEEP].map((net) => made(net, 'fit')),
  ...[made(SMALL, 'fitDataset'), made(SMALL, 'trainOnBatch'), made(SMALL, 'minimize')],
  ...[SMALL, ...NETS.slice(0, 4)].map((net) => made(net, 'fit', 'wasm')),
];

/** @returns {Case} */
function made(/** @type {Net} */ net, /** @type {keyof typeof WAYS} */ way, /** @type {string} */ backend = '') {
  const id = [net.name, way, backend].filter(Boolean).join('-');
  return { id, net, way, args: backend ? ['--backend', backend] : [] };
}

/** @returns {string} its path */
export function writeCase(
  /** @type {string} */ folder,
  /** @type {Case} */ { id, net, way },
  /** @type {Parameters<typeof import('./blocks.mjs').evidenceBlocks>[0]} */ how,
) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${id}.mjs`);
  const head = `import { evidenceBlocks } from '${BLOCKS}';\n${modelSource(net)}`;
  writeFileSync(
    file,
    `${head}const blocks = evidenceBlocks(${JSON.stringify(how)});\n${WAYS[way](net)}blocks.report();\n`,
  );
  return file;
}

const batchesOf = (/** @type {Net} */ { samples, batchSize }) => Math.ceil(samples / batchSize);

function byFit(/** @type {boolean} */ isDataset) {
  return (/** @type {Net} */ net) => `const callbacks = {
  onEpochEnd: () => {
    if (blocks.ended(${batchesOf(net)})) model.stopTraining = true;
  },
};
${
  isDataset
    ? `const rows = tf.data.zip({ xs: tf.data.array(x.arraySync()), ys: tf.data.array(y.arraySync()) }).batch(${net.batchSize});
await model.fitDataset(rows, { epochs: ${EPOCHS}, verbose: 0, callbacks });`
    : `await model.fit(x, y, { epochs: ${EPOCHS}, batchSize: ${net.batchSize}, verbose: 0, callbacks });`
}
`;
}

function byHand(/** @type {string} */ step) {
  return (/** @type {Net} */ net) => `const batches = tf.split(x, ${batchesOf(net)}).map((each, index) => {
  return { x: each, y: y.slice([index * ${net.batchSize}], [${net.batchSize}]) };
});
do {
  for (const batch of batches) ${step};
  await new Promise((resolve) => setImmediate(resolve));
} while (!blocks.ended(${batchesOf(net)}));
`;
}
