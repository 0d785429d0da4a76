import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { sharedEditor, test } from './fixtures.js';
import { ENDED } from './pages/dashboardPage.js';

/** y = 2x, so that one weight is all there is to learn. */
const REGRESSION = `import * as tf from '@tensorflow/tfjs';
const x = tf.linspace(-1, 1, 60).reshape([60, 1]);
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })] });
model.compile({ optimizer: tf.train.sgd(0.3), loss: 'meanSquaredError' });
await model.fit(x, x.mul(2), { epochs: 30 });
`;

function prepare(workspace: string) {
  writeFileSync(join(workspace, 'line.js'), REGRESSION);
  for (const name of ['vanishing.js', 'digits.js']) {
    const file = join(workspace, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/epochs: \d+,/, 'epochs: 3,'));
  }
}

describe('what a net makes of its samples', () => {
  const window = sharedEditor({ prepare, viewport: { width: 1440, height: 900 } });

  async function trained(file: string) {
    const { workbench } = window.current;
    const { editor, dashboard } = workbench;
    await workbench.openFile(file);
    await editor.lens('Run').click();
    await dashboard.status(ENDED).waitFor();
    return dashboard.frame.getByRole('region', { name: 'Predictions' });
  }

  test('of spirals: a surface over their points, and three classes', async () => {
    const section = await trained('vanishing.js');
    await section.getByText('96 validation samples, after epoch 3.').waitFor();
    await section.getByRole('img', { name: /^What the model says for x₁ .* with 96 samples/ }).waitFor();
    expect(await section.getByRole('gridcell').count()).toBe(9);
  });

  test('of digits: ten classes, and the worst with their pictures', async () => {
    const section = await trained('digits.js');
    await section.getByText(/validation samples, after epoch 3\./).waitFor();
    await section
      .getByRole('list')
      .first()
      .getByRole('img', { name: /^Input of sample \d+/ })
      .first()
      .waitFor();
    expect(await section.getByRole('gridcell').count()).toBe(100);
    await section.getByRole('button', { name: 'Ask the Net' }).click();
    await section.getByText(/^It says \d, \d+% sure\.$/).waitFor();
    expect(
      await section
        .getByRole('list', { name: /^Feature maps of 1 Conv2D/ })
        .getByRole('img')
        .count(),
    ).toBe(16);
  });

  test('of a regression: the line over its points, and how far it is off', async () => {
    const section = await trained('line.js');
    await section.getByText('60 training samples, after epoch 30; no validation.').waitFor();
    await section.getByRole('img', { name: /over 60 samples$/ }).waitFor();
    await section.getByText(/^Off by [\d.e-]+ on average; R² 1\.00/).waitFor();
  });
});
