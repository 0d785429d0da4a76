import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { SOON, test } from '../e2e/fixtures.js';
import { TestCluster } from './cluster.js';
import { pythonOfTests } from './python.js';

/** Trains for some seconds, as it waits between its epochs. */
const NET = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 3, activation: 'tanh', inputShape: [2] }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: tf.train.sgd(0.05), loss: 'meanSquaredError' });
const xs = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
const ys = tf.tensor2d([0, 1, 2, 3], [4, 1]);
const onEpochEnd = () => new Promise((resolve) => setTimeout(resolve, 100));
await model.fit(xs, ys, { epochs: 60, validationSplit: 0.25, verbose: 0, callbacks: { onEpochEnd } });
`;

let python: string;
let cluster: TestCluster;
beforeAll(async () => {
  python = await pythonOfTests();
  cluster = await TestCluster.start(python, false);
});
afterAll(() => cluster[Symbol.asyncDispose]());

test('a sweep of the editor trains on nodes without Node as on this machine: it streams, stops, and goes on after a reload', async ({
  openEditor,
}) => {
  const { workbench } = await openEditor({
    openFile: 'net.mjs',
    prepare(folder) {
      writeFileSync(join(folder, 'net.mjs'), NET);
      mkdirSync(join(folder, '.vscode'), { recursive: true });
      const settings = { 'gradlens.ray': cluster.address, 'gradlens.rayPython': python };
      writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    },
  });
  const { editor, dashboard, quickPick } = workbench;
  await editor.lens('Sweep…').click();
  await quickPick.title('Sweep model').waitFor();
  for (const name of ['units', 'activation']) await quickPick.tick(name);
  await quickPick.accept();
  await quickPick.title('Sweep model: units').waitFor();
  await quickPick.type('1, 2, 4, 8');
  await quickPick.title('Sweep model: activation').waitFor();
  await quickPick.type('tanh, relu');
  await quickPick.choose('Train all 8');
  await quickPick.choose('On Ray');

  const region = dashboard.frame.getByRole('region', { name: /^Sweep: model/ });
  const status = region.getByRole('status');
  await status.getByText('Getting ready: 0 of 8 trainings done').waitFor(SOON);
  await status.getByText(/^Best: val_loss \S+ with .*\([1-7] of 8 trainings done\)$/).waitFor({ timeout: 240_000 });
  await region.getByRole('button', { name: 'Stop' }).click();
  await region.getByRole('button', { name: 'Go On' }).waitFor(SOON);

  await workbench.reload();
  await editor.lens('Sweep…').click();
  await quickPick.choose('units, activation');
  await region.getByRole('button', { name: 'Go On' }).click();
  await quickPick.choose('On Ray');
  await status.getByText(/^Best: val_loss \S+ with units \d, activation \w+$/).waitFor({ timeout: 240_000 });
  const rows = await region
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
  expect(new Set(rows.map(([units, activation]) => `${units} ${activation}`)).size).toBe(8);
  expect(rows.map((cells) => cells.join(' ')).filter((row) => !/\blearns/i.test(row))).toEqual([]);
  await region.locator('tbody tr').first().getByRole('button').first().click();
  await dashboard.frame.getByRole('heading', { name: /^Gradient norm by layer/i }).waitFor();
});
