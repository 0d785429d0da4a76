import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SOON, test } from './fixtures.js';
import { trainers } from './support/leftovers.js';

test('Each lesson answers, and an edit that one offers is made in the file', async ({ openEditor }) => {
  const { workbench, store } = await openEditor({ workspace: 'test/fixtures/e2e' });
  const { dashboard } = workbench;
  await workbench.openFile('linear.js');
  await workbench.editor.lens('Run').waitFor();
  await workbench.runCommand('GradLens: What Depth Does');
  await dashboard.text('Layers 1 to 3 compute what one layer does: 388 parameters where 40 are enough.').waitFor(SOON);
  const tab = (name: RegExp) => dashboard.frame.getByRole('tab', { name });
  await tab(/Chain rule/).click();
  await dashboard.text(/^The signal from the loss arrives at the input .* each of 4 layers/).waitFor(SOON);
  await tab(/Vanishing/).click();
  await dashboard.text(/^At 20 layers, the first gradients predict that these will not learn: sigmoid/).waitFor(SOON);
  await tab(/Data and depth/).click();
  await dashboard.text(/8 layers (over-fit|do not|get no better)|Nothing that these nets learn holds/).waitFor(SOON);
  await tab(/Wide input/).click();
  await dashboard
    .text(/^This lesson does not apply: layer 1 takes 4 features and has 19% of the weights/)
    .waitFor(SOON);
  await tab(/Blame/).click();
  await dashboard.text(/^For sample 1, .* the loss blames unit \d+ of \d Dense/).waitFor(SOON);
  await tab(/Linear layers/).click();
  await dashboard.control('button', 'Replace 3 layers with one').click();
  await workbench.editor.line("dense({ units: 8, inputShape: [4], activation: 'relu' }").waitFor();
  await dashboard.control('button', 'Close').click();
  await expect.poll(() => trainers(store), SOON).toEqual([]);
});

test('An edit of a notebook is made in its cell, with none of the text of its file on screen', async ({
  openEditor,
}) => {
  const { workbench } = await openEditor({
    workspace: 'test/fixtures/e2e',
    prepare: (folder) => writeFileSync(join(folder, 'linear.ipynb'), NOTEBOOK),
  });
  const { editor, page } = workbench;
  await workbench.openFile('linear.ipynb');
  await editor.lens('Run').click();
  await editor.status(/ran 2 epochs/).waitFor(SOON);
  await workbench.runCommand('GradLens: What Depth Does');
  // The notebook has a frame of its own beside the dashboard's.
  const offered = () => page.frames().map((frame) => frame.getByRole('button', { name: /^Add activation='relu'/ }));
  const counts = () => Promise.all(offered().map((button) => button.count().catch(() => 0)));
  await expect.poll(async () => Math.max(...(await counts())), SOON).toBe(1);
  await offered()[(await counts()).indexOf(1)]?.click();
  await editor.line("layers.Dense(9, activation='relu'),").waitFor();
  await editor.status(/edited since, Run/).waitFor();
  expect(await workbench.tab('linear.ipynb').count()).toBe(1);
});

const CELLS = [
  'import numpy as np\nfrom tensorflow import keras\nfrom tensorflow.keras import layers',
  'X = np.random.RandomState(0).normal(size=(64, 4))\ny = (X[:, 0] > 0).astype(int)',
  [
    'model = keras.Sequential([',
    '    layers.Input(shape=(4,)),',
    '    layers.Dense(9),',
    "    layers.Dense(8, activation='relu'),",
    "    layers.Dense(1, activation='sigmoid'),",
    '])',
    "model.compile(optimizer='adam', loss='binary_crossentropy')",
  ].join('\n'),
  'model.fit(X, y, epochs=2)',
];

const NOTEBOOK = JSON.stringify({
  cells: CELLS.map((source) => ({ cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null })),
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
});
