import { expect, test } from 'vitest';
import type { Run, RunState } from '../../src/runs/types.js';
import type { Setting } from './support/dashboardPage.js';
import { openDashboards } from './support/dashboards.js';
import { denseLayers, FILE, SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

async function open(runs: readonly Run[], setting: Setting = {}) {
  const live = await dashboards.open(runs, setting);
  return { live, page: live.page, main: live.page.getByRole('main') };
}

function training(layers = denseLayers(4, true), batches = 120) {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ layers });
  run.fits = [fit];
  trainVanishing(fit, batches);
  return { run, fit };
}

const ended = (outcome: 'completed' | 'failed' | 'interrupted', message: string | null = null): RunState => ({
  kind: 'ended',
  outcome,
  exitCode: 0,
  message,
  verdict: null,
  endedAt: 0,
});

test('A training run shows its state, backend, progress, curves, heat map and layers', async () => {
  const { page, live } = await open([training().run]);
  await page.getByRole('heading', { name: 'model', level: 1 }).waitFor();
  await page.getByText('Training', { exact: true }).waitFor();
  await page.getByText("tfjs-node 4.22.0 · your project's").waitFor();
  await expect
    .poll(() => page.getByRole('progressbar', { name: 'Training progress' }).getAttribute('aria-valuenow'))
    .toBe('12');
  await page.getByText('3/20').waitFor();
  await page.getByText('20/50').waitFor();
  await page
    .getByRole('img', {
      name: /^loss over 120 batches: start 1\.\d+, best validation \d\.\d+ at epoch 2, last \d.*, validation \d/,
    })
    .waitFor();
  await page.getByRole('img', { name: /^acc over 120 batches/ }).waitFor();
  await page
    .getByText(
      /^The gradient of layer 2 \(Dense, sigmoid\) is \d+ times smaller than that of layer 5 \(Dense, sigmoid\)\.$/,
    )
    .waitFor();
  const rows = await page.getByRole('table').getByRole('row').allTextContents();
  expect(rows).toHaveLength(6);
  expect(rows[1]).toContain('no weights');
  expect(rows[5]).toMatch(/5 Dense 64 sigmoid.*? × 64.*4,160.*0\.\d+/);
  expect(live.dashboard.complaints).toEqual([]);
});

test.each([
  ['batches', 'Every batch', 'mean over the batches of an epoch, as TensorFlow.js computes it'],
  ['epoch', 'The epoch so far, as Keras computes it', 'over the whole epoch, as Keras computes it'],
] as const)('The hover of a metric says that an epoch has it over %s', async (metricsOver, batch, how) => {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ metrics: ['precision'], metricsOver });
  run.fits = [fit];
  trainVanishing(fit, 60);
  fit.endEpoch({ loss: 1, precision: 0.5, val_loss: 1, val_precision: 0.5 });
  const { page } = await open([run]);
  const titlesOf = (curve: string) => {
    const entries = page.getByRole('figure').filter({ hasText: curve }).locator('.legend-entry');
    return entries.evaluateAll((all) => all.map((entry) => entry.getAttribute('title')?.split(';')[0]));
  };
  await page.getByRole('img', { name: /^precision over 60 batches/ }).waitFor();
  await expect
    .poll(() => titlesOf('precision'))
    .toEqual([batch, `On the training data: ${how}`, `On the validation data, after each epoch: ${how}`]);
  expect((await titlesOf('loss'))[1]).toBe('Mean of each epoch on the training data');
});

test('New batches and a new state appear without a click', async () => {
  const { run, fit } = training();
  const { page } = await open([run]);
  await page.getByText('20/50').waitFor();
  trainVanishing(fit, 15);
  run.change();
  await page.getByText('35/50').waitFor();
  await page.getByRole('img', { name: /^loss over 135 batches/ }).waitFor();
  run.state = { kind: 'active', phase: 'paused' };
  run.change();
  await page.getByRole('button', { name: 'Resume' }).waitFor();
  run.state = ended('completed');
  run.change();
  await page.getByRole('button', { name: 'Run Again' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
});

test('A page that was hidden and comes back shows what it missed', async () => {
  const { run, fit } = training();
  const { page, live } = await open([run]);
  await page.getByText('20/50').waitFor();
  live.session.setVisible(false);
  trainVanishing(fit, 60);
  run.change();
  await page.reload();
  live.session.setVisible(true);
  await page.getByText('30/50').waitFor();
  await page.getByRole('img', { name: /^loss over 180 batches/ }).waitFor();
});

test('Buttons, layer names and places of problems do what they say', async () => {
  const { run } = training();
  run.problems.push({
    kind: 'not-a-number',
    severity: 'warning',
    message: 'The loss became NaN.',
    location: { file: FILE, line: 40, column: 1 },
    stack: null,
  });
  const { page, live } = await open([run]);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: '3 Dense 64 sigmoid', exact: true }).click();
  await page.getByRole('button', { name: 'train.js:40' }).click();
  await expect.poll(() => live.asked).toEqual([`reveal ${FILE}:11`, `reveal ${FILE}:40`]);
  expect(run.calls).toEqual(['pause', 'stop']);
});

test('What a fit goes through stands in one line behind the findings, and the epochs of its source are a click away', async () => {
  const { run, fit } = training();
  const setup = { data: 'Two moons', samples: 500, validation: 0, epochsFrom: 'chosen', sourceEpochs: 50 } as const;
  run.fits = [new SyntheticFit({ ...fit.summary, setup })];
  run.problems.push({ kind: 'random-data', severity: 'note', message: 'Random.', location: null, stack: null });
  const { page, live } = await open([run]);
  const facts = page.getByRole('region', { name: 'What it trains on' });
  await facts.getByText('Noise', { exact: true }).waitFor();
  await expect
    .poll(() => facts.getByRole('paragraph').first().textContent())
    .toBe('Noise, 500 samples, no validation, 20 epochs (your choice; the source says 50) Use 50');
  await facts.getByText(/^Noise has nothing to learn/).waitFor();
  // Its parts are explained without a mouse, too.
  const samples = facts.getByRole('button', { name: '500 samples' });
  await samples.press('Enter');
  await facts.getByRole('status').getByText('Training samples in each epoch').waitFor();
  await samples.press('Enter');
  await facts.getByRole('status').waitFor({ state: 'detached' });
  const tops = await page
    .locator('.facts, .progress, .curves, .details, .heat')
    .evaluateAll((all) => all.map((each) => each.className));
  expect(tops).toEqual(['facts', 'progress', 'curves', 'details', 'heat']);
  await facts.getByRole('button', { name: 'Use 50' }).click();
  await expect.poll(() => live.asked).toEqual(['50 epochs of a']);
});

test('What a run does otherwise than its source is told as a note at its line', async () => {
  const { run } = training();
  run.problems.push({
    kind: 'not-done',
    severity: 'note',
    message: 'class_weight is left out.',
    location: { file: FILE, line: 41, column: 1 },
    stack: null,
  });
  const { page, live } = await open([run]);
  const note = page.getByRole('list', { name: 'Problems' }).getByRole('listitem');
  await expect.poll(() => note.textContent()).toBe('Note:class_weight is left out.train.js:41');
  await page.getByRole('button', { name: 'train.js:41' }).click();
  await expect.poll(() => live.asked).toEqual([`reveal ${FILE}:41`]);
});

test('Layers are reached and revealed by keyboard alone', async () => {
  const { page, live } = await open([training().run]);
  const name = page.getByRole('button', { name: '4 Dense 64 sigmoid', exact: true });
  await page.getByRole('button', { name: '3 Dense 64 sigmoid', exact: true }).focus();
  await page.keyboard.press('Tab');
  const details = page.getByRole('button', { name: 'Details of 4 Dense 64 sigmoid' });
  await expect.poll(() => details.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => name.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
  await expect.poll(() => live.asked).toEqual([`reveal ${FILE}:12`]);
});

test('A failed run shows its error, where it was thrown, Run Again and Delete', async () => {
  const { run } = training();
  run.problems.push({
    kind: 'user-code',
    severity: 'error',
    message: 'TypeError: shape is undefined',
    location: { file: FILE, line: 42, column: 3 },
    stack: null,
  });
  run.state = ended('failed', 'TypeError: shape is undefined');
  const { page, live } = await open([run]);
  const problem = page.getByRole('list', { name: 'Problems' }).getByRole('listitem');
  await expect.poll(() => problem.textContent()).toBe('Error:TypeError: shape is undefinedtrain.js:42');
  await page.getByRole('button', { name: 'Run Again' }).click();
  await page.getByRole('button', { name: 'Delete Run' }).click();
  await expect.poll(() => live.asked).toEqual(['run again a', 'delete a']);
});

test('The embedded default offers tfjs-node', async () => {
  const run = new SyntheticRun('a', { backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '' } });
  const { page, live } = await open([run]);
  await page.getByText('Embedded WASM 4.22.0').waitFor();
  await page.getByRole('button', { name: 'Install tfjs-node' }).click();
  await expect.poll(() => live.asked).toEqual(['install']);
});

test('Without a run the page says how to start one; before the first fit what it waits for', async () => {
  const { page, live } = await open([]);
  await page.getByRole('heading', { name: 'No runs yet' }).waitFor();
  const run = new SyntheticRun('a');
  run.state = { kind: 'active', phase: 'loading' };
  live.runs.add(run);
  await page.getByText('Loading your code').waitFor();
  await page.getByText('Curves and gradients appear with the first batch').waitFor();
  run.state = ended('completed');
  run.change();
  await page.getByText('No batch was recorded.').waitFor();
});

test('Another run and another fit can be chosen, and the editor keeps the choice', async () => {
  const old = training().run;
  old.state = ended('interrupted');
  const recent = new SyntheticRun('b', { model: { file: '/home/ada/nets/critic.ts', name: 'critic', line: 3 } });
  recent.fits = [new SyntheticFit({ fit: 1, epochs: 7 }), new SyntheticFit({ fit: 2, epochs: 9 })];
  const { page, live } = await open([recent, old]);
  await page.getByText('0/9').waitFor();
  await page.getByLabel('Fit to show').click();
  await page.getByRole('option', { name: 'Fit 1' }).click();
  await page.getByText('0/7').waitFor();
  await expect
    .poll(() => live.dashboard.messages.at(-1))
    .toEqual({ type: 'test:state', state: { tracks: [{ run: 'b', fit: 1 }] } });
  await page.getByLabel('Run to show').click();
  await page.getByRole('option', { name: /^model · Interrupted/ }).click();
  await page.getByText(/at epoch 3, batch 120/).waitFor();
  await expect.poll(() => page.getByLabel('Run to show').textContent()).toMatch(/^model · Interrupted/);
  await expect
    .poll(() => live.dashboard.messages.at(-1))
    .toEqual({ type: 'test:state', state: { tracks: [{ run: 'a', fit: null }] } });
});

test('Dragging across a plot asks for detail and shows that stretch; Show All leaves it', async () => {
  const { run } = training(denseLayers(2), 5000);
  const { page, live } = await open([run]);
  const plot = page.locator('.u-over').first();
  await plot.waitFor();
  const box = (await plot.boundingBox()) ?? expect.fail('The plot has a size');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.getByText(/^Batches [12],\d{3} to 2,\d{3}/).waitFor();
  const asked = live.dashboard.messages.find((message) => (message as { type: string }).type === 'look');
  expect(asked).toMatchObject({ look: { zoom: { from: expect.any(Number), to: expect.any(Number) } } });
  await page
    .getByRole('img', { name: /^loss over batches [12],\d{3} to 2,\d{3}/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Show All' }).click();
  await page.getByRole('img', { name: /^loss over 5,000 batches/ }).waitFor();
});

test('The heat map tells layer, batch and norm under the pointer and for arrow keys', async () => {
  const { page } = await open([training().run]);
  const map = page.getByRole('img', { name: /^Gradient norm of each layer/ });
  await map.scrollIntoViewIfNeeded();
  const box = (await map.boundingBox()) ?? expect.fail('The heat map has a size');
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2);
  const tip = page.locator('.tip');
  await expect.poll(() => tip.textContent()).toMatch(/^5 Dense 64 sigmoidkernel ‖∇‖ 0\.\d+batch 120$/);
  await page.mouse.move(box.x + 5, box.y + 2);
  await expect.poll(() => tip.textContent()).toBe('1 Flattenno weightsbatch 1');
  await page.mouse.move(0, 0);
  await expect.poll(() => tip.count()).toBe(0);
  await map.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => tip.textContent()).toMatch(/^2 Dense 64 sigmoidkernel ‖∇‖ \d.*batch 120$/);
});
